import { credentialBody } from './credential.ts';
import { object, optional, text } from './schema.ts';

export const nameBody = object({ name: text() });

export const keyBody = object({ identifier: optional(text()), address: optional(text()) });

export const passwordBody = object({ identifier: text(), password: text() });

export const codeRequestBody = object({
  address: text(1),
  identifier: optional(text()),
  userID: optional(text()),
});

export const codeBody = object({
  code: text(1),
  new_web_authn: credentialBody,
  address: optional(text()),
  identifier: optional(text()),
  userID: optional(text()),
});
