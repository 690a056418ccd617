/** Consequence of a refusal by its `error_code`; codes without an entry need no explanation. */
export const consequences: Readonly<Record<string, string>> = {
  mechanism_not_allowed:
    'A page that was not told the mode learns it by this answer, and goes on in the other one.',
  verification_failed: 'Only this page tells the reason. The answer does not: it could help an attacker.',
  challenge_expired: 'A challenge lives five minutes and is good once. The next click brings a new one.',
  unknown_credential:
    'Another pool may know it, so password managers hear of it only from a page that states ownsRpId.',
  reauthentication_required:
    'The person signed in more than five minutes ago: the page has them confirm, and sends it again.',
  last_credential: 'People keep their last passkey. An administrator may remove it.',
};
