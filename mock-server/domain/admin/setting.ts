import { type ApiError, apiError } from '../error.ts';

/** A body of settings, or a part of one. */
export type Settings = Readonly<Record<string, unknown>>;

/** 422, naming the field by its path in the body. */
export function badSetting(field: string, reason: string): ApiError {
  return apiError('invalid_settings', `${field} ${reason}`, { details: { field, reason } });
}

/** The part of that name; absent: nothing of it changes. */
export function parseSettings(settings: Settings, field: string): Settings {
  const part = settings[field] ?? {};
  if (typeof part !== 'object' || Array.isArray(part)) throw badSetting(field, 'must be an object.');
  return part as Settings;
}

export function integerSetting(field: string, value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw badSetting(field, `must be a whole number from ${least} to ${most}.`);
  }
  return value;
}
