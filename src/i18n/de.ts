import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Dieser Browser kann keine Passkeys verwenden.',
  insecure_context: 'Passkeys brauchen eine sichere Verbindung.',
  blocked_by_policy: 'Auf dieser Seite können keine Passkeys verwendet werden.',
  wrong_domain: 'Unter dieser Adresse können keine Passkeys verwendet werden.',
  cancelled: 'Es ist nichts passiert. Versuchen Sie es noch einmal, wann immer Sie möchten.',
  timed_out: 'Das hat etwas zu lange gedauert. Versuchen Sie es noch einmal, sobald Sie so weit sind.',
  no_passkey: 'Auf diesem Gerät wurde kein Passkey gefunden.',
  already_registered: 'Auf diesem Gerät gibt es schon einen Passkey für Ihr Konto.',
  authenticator_unfit:
    'Dieses Gerät oder dieser Sicherheitsschlüssel kann solche Passkeys nicht speichern. Nehmen Sie ein anderes.',
  provider_error: 'Ihr Passkey-Anbieter konnte das nicht abschließen. Versuchen Sie es gleich noch einmal.',
  aborted: 'Das wurde beendet, weil etwas anderes begonnen hat.',
  mode_mismatch: 'Dieser Passkey muss neu eingerichtet werden, bevor er hier funktioniert.',
  mechanism_disabled: 'Passkeys sind hier nicht verfügbar.',
  unknown_credential: 'Dieser Passkey ist hier nicht mehr bekannt. Nehmen Sie einen anderen.',
  verification_failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal oder melden Sie sich anders an.',
  challenge_expired: 'Das hat etwas zu lange gedauert. Bitte versuchen Sie es noch einmal.',
  wrong_credentials: 'Benutzername oder Passwort stimmt nicht.',
  wrong_code: 'Dieser Code stimmt nicht oder ist zu alt.',
  unauthorized: 'Bitte melden Sie sich noch einmal an.',
  reauthentication_required: 'Bitte bestätigen Sie, dass Sie es sind.',
  different_subject:
    'Das war ein anderes Konto. Bitte bestätigen Sie mit dem Konto, das Sie gerade verwenden.',
  forbidden: 'Das dürfen Sie nicht.',
  capacity_reached:
    'Sie haben so viele Passkeys, wie Ihr Konto aufnehmen kann. Entfernen Sie einen, um einen anderen hinzuzufügen.',
  last_passkey: 'Das ist Ihr einziger Passkey, deshalb lässt er sich nicht entfernen.',
  not_found: 'Das gibt es nicht mehr.',
  conflict: 'Inzwischen hat sich etwas geändert. Bitte sehen Sie noch einmal nach.',
  invalid_request: 'Das wurde nicht angenommen. Bitte prüfen Sie es und versuchen Sie es noch einmal.',
  rate_limited: 'Das waren viele Versuche. Warten Sie einen Moment und versuchen Sie es dann noch einmal.',
  offline: 'Es gibt keine Verbindung. Prüfen Sie Ihr Netz und versuchen Sie es noch einmal.',
  server_error: 'Der Server hat ein Problem. Versuchen Sie es gleich noch einmal.',
  bad_response: 'Die Antwort des Servers war nicht zu verstehen. Versuchen Sie es gleich noch einmal.',
  redirect_refused: 'Es geht nicht weiter, weil die Adresse der nächsten Seite nicht vertrauenswürdig ist.',
  configuration: 'Passkeys sind auf dieser Seite nicht richtig eingerichtet.',
};

const signIn: Messages['signIn'] = {
  username: 'Benutzername oder E-Mail',
  usernameMissing: 'Geben Sie zuerst Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.',
  button: 'Mit Passkey anmelden',
  hint: 'Per Fingerabdruck, Gesicht oder Displaysperre.',
  waiting: 'Warten auf Ihren Passkey\u00a0…',
  checking: 'Einen Moment\u00a0…',
  account: 'Anmelden als',
  useAnotherAccount: 'Anderes Konto verwenden',
  otherWays: 'oder',
  secondFactorTitle: 'Noch ein Schritt',
  secondFactorText: 'Bestätigen Sie mit Ihrem Passkey, dass Sie es sind.',
  secondFactorButton: 'Weiter mit Passkey',
  startOver: 'Von vorn beginnen',
  offerTitle: 'Nächstes Mal schneller anmelden',
  offerText:
    'Erstellen Sie auf diesem Gerät einen Passkey und melden Sie sich per Fingerabdruck, Gesicht oder Displaysperre an.',
  offerTextAfterPhone:
    'Ihr Passkey liegt auf einem anderen Gerät. Erstellen Sie auch hier einen und melden Sie sich per Fingerabdruck, Gesicht oder Displaysperre an.',
  offerButton: 'Passkey erstellen',
  notNow: 'Nicht jetzt',
  signedIn: 'Sie sind angemeldet.',
  redirecting: 'Sie sind angemeldet. Gleich geht es weiter\u00a0…',
  unavailable: 'Passkeys sind hier nicht verfügbar. Bitte melden Sie sich anders an.',
  unsupported: 'Dieser Browser kann keine Passkeys verwenden. Bitte melden Sie sich anders an.',
  cancel: 'Abbrechen',
  signingIn: 'Sie werden angemeldet\u00a0…',
  creating: 'Ihr Passkey wird erstellt\u00a0…',
  cancelledFirst:
    'Es ist nichts passiert. Wenn Sie noch keinen Passkey haben, melden Sie sich auf anderem Weg an.',
  cancelledAgain:
    'Auch diesmal wurde kein Passkey verwendet. Melden Sie sich auf anderem Weg an und erstellen Sie danach einen.',
  cancelledUsedBefore:
    'Es ist nichts passiert. Wird Ihr Passkey nicht mehr angeboten, melden Sie sich auf anderem Weg an und richten Sie ihn neu ein.',
  refusedAtOnce:
    'Diese App oder dieser Browser lässt keine Passkeys zu. Öffnen Sie die Seite in Ihrem üblichen Browser oder melden Sie sich auf anderem Weg an.',
  fieldMissing: (label) => `Bitte füllen Sie zuerst „${label}“ aus.`,
  expired:
    'Diese Anmeldung ist abgelaufen oder wurde schon verwendet. Gehen Sie zurück und melden Sie sich von dort neu an.',
  createAccount: 'Konto erstellen',
  expiredButton: 'Neu beginnen',
  expiredLink: 'Zurück zur App',
  offerTextAgain:
    'Passkeys funktionieren hier jetzt anders. Richten Sie Ihren neu ein, dann genügt zum Anmelden Ihr Fingerabdruck, Ihr Gesicht oder die Displaysperre.',
};

const signUp: Messages['signUp'] = {
  text: 'Ihr Konto bekommt einen Passkey. Sie melden sich per Fingerabdruck, Gesicht oder Displaysperre an, ohne Passwort.',
  button: 'Konto mit Passkey erstellen',
  creating: 'Ihr Konto wird erstellt\u00a0…',
  haveAccount: 'Ich habe schon ein Konto',
  taken:
    'Unter diesem Namen gibt es schon ein Konto. Melden Sie sich damit an oder wählen Sie einen anderen Namen.',
  refused: 'Dieser Name kann nicht verwendet werden. Prüfen Sie ihn oder wählen Sie einen anderen.',
  cancelled: 'Ihr Konto wurde noch nicht erstellt. Versuchen Sie es noch einmal, wann immer Sie möchten.',
  refusedAtOnce:
    'Diese App oder dieser Browser lässt keine Passkeys zu. Öffnen Sie die Seite in Ihrem üblichen Browser, um Ihr Konto zu erstellen.',
  unsupported:
    'Dieser Browser kann keine Passkeys erstellen. Öffnen Sie die Seite in einem anderen Browser, um Ihr Konto zu erstellen.',
  unavailable: 'Hier lassen sich keine Konten mit Passkey erstellen. Erstellen Sie Ihres auf anderem Weg.',
  hasPasskey: 'Auf diesem Gerät gibt es schon einen Passkey für dieses Konto. Melden Sie sich damit an.',
  failed: 'Ihr Konto konnte nicht erstellt werden. Bitte versuchen Sie es noch einmal.',
  created: 'Ihr Konto ist fertig und Sie sind angemeldet.',
  createdRedirecting: 'Ihr Konto ist fertig. Gleich geht es weiter\u00a0…',
  linkOver: 'Dieser Link ist abgelaufen oder wurde schon verwendet. Fordern Sie einen neuen an.',
};

const manager: Messages['manager'] = {
  heading: 'Passkeys',
  intro: 'Melden Sie sich per Fingerabdruck, Gesicht oder Displaysperre an statt mit einem Passwort.',
  loading: 'Ihre Passkeys werden geladen\u00a0…',
  retry: 'Noch einmal versuchen',
  emptyTitle: 'Noch keine Passkeys',
  emptyText: 'Fügen Sie einen hinzu und melden Sie sich per Fingerabdruck, Gesicht oder Displaysperre an.',
  count: (used, capacity) =>
    capacity === undefined
      ? plural('de', used, { one: '# Passkey', other: '# Passkeys' })
      : `${used} von ${capacity}`,
  full: (capacity) =>
    plural('de', capacity, {
      one: 'Sie haben # Passkey, mehr kann Ihr Konto nicht aufnehmen.',
      other: 'Sie haben # Passkeys, mehr kann Ihr Konto nicht aufnehmen. Entfernen Sie zuerst einen.',
    }),
  add: 'Passkey hinzufügen',
  waiting: 'Warten auf Ihren Passkey\u00a0…',
  notAdded: 'Der Passkey konnte nicht hinzugefügt werden. Bitte versuchen Sie es noch einmal.',
  saving: 'Der Passkey wird gespeichert\u00a0…',
  added: (name) => `„${name}“ wurde hinzugefügt.`,
  addedUnnamed: 'Ihr Passkey wurde hinzugefügt.',
  name: 'Name',
  renameOf: (name) => `„${name}“ umbenennen`,
  save: 'Speichern',
  cancel: 'Abbrechen',
  renamed: (name) => `Heißt jetzt „${name}“.`,
  unnamed: 'Passkey ohne Namen',
  nameInvalid: 'Ein Name hat 1 bis 64 Zeichen.',
  nameCharacters: 'Ein Name kann keine Steuerzeichen enthalten.',
  notRenamed: (name) => `Heißt weiterhin „${name}“.`,
  remove: 'Entfernen',
  removeOf: (name) => `„${name}“ entfernen`,
  removeTitle: (name) => `„${name}“ entfernen?`,
  removeText: 'Sie können sich damit dann nicht mehr anmelden.',
  removeAlsoFromProvider:
    'Entfernen Sie ihn auch aus Ihrem Passwortmanager, damit er nicht mehr angeboten wird.',
  removeOldText: 'Passkeys für eine frühere Art der Anmeldung funktionieren hier nicht mehr.',
  removedMany: (count) =>
    plural('de', count, { one: '# Passkey wurde entfernt.', other: '# Passkeys wurden entfernt.' }),
  removed: (name) => `„${name}“ wurde entfernt.`,
  lastPasskey: 'Ihr einziger Passkey lässt sich nicht entfernen. Fügen Sie zuerst einen anderen hinzu.',
  created: (date) => `Erstellt am ${date}`,
  lastUsed: (date) => `Zuletzt verwendet: ${date}`,
  usedHere: 'In diesem Browser verwendet',
  synced: 'Synchronisiert',
  thisDeviceOnly: 'Nur auf einem Gerät',
  modeSmart: 'Ein Klick',
  modeClassic: 'Mit Benutzername',
  setUpAgain: 'Muss neu eingerichtet werden',
  bannerTitle: 'Richten Sie Ihren Passkey neu ein',
  bannerText:
    'Passkeys funktionieren hier jetzt anders. Mit Ihren früheren können Sie sich nicht mehr anmelden.',
  bannerButton: 'Neuen Passkey einrichten',
  removeOld: (count) =>
    plural('de', count, { one: 'Alten Passkey entfernen', other: '# alte Passkeys entfernen' }),
  stepUpTitle: 'Bestätigen Sie, dass Sie es sind',
  stepUpText: 'Ihre Anmeldung liegt schon etwas zurück. Bestätigen Sie, um fortzufahren.',
  stepUpButton: 'Bestätigen',
  outdated: 'Diese Liste ist möglicherweise nicht mehr aktuell.',
  unavailable: 'Passkeys sind hier nicht verfügbar.',
  unsupported:
    'Dieser Browser kann keine Passkeys erstellen. Ihre vorhandenen können Sie trotzdem sehen und entfernen.',
  alreadyAdded:
    'Auf diesem Gerät, Sicherheitsschlüssel oder in diesem Passwortmanager gibt es schon einen Passkey für Ihr Konto.',
  securityKey: 'Sicherheitsschlüssel',
  phone: 'Telefon',
  stepUpAccount: (name) => `Konto: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Damit meldet sich diese Person statt mit einem Passwort an.',
  loading: 'Die Passkeys werden geladen\u00a0…',
  emptyText: 'Diese Person hat noch keinen eingerichtet.',
  full: (capacity) =>
    plural('de', capacity, {
      one: 'Diese Person hat # Passkey, mehr kann das Konto nicht aufnehmen. Entfernen Sie ihn zuerst.',
      other: 'Diese Person hat # Passkeys, mehr kann das Konto nicht aufnehmen. Entfernen Sie zuerst einen.',
    }),
  add: 'Auf Schlüssel oder Telefon der Person hinzufügen',
  waiting: 'Warten auf den Sicherheitsschlüssel oder das Telefon der Person\u00a0…',
  addedUnnamed: 'Der Passkey wurde hinzugefügt.',
  removeText: 'Die Person kann sich damit dann nicht mehr anmelden.',
  removeAlsoFromProvider:
    'Bitten Sie die Person, ihn auch aus ihrem Passwortmanager oder Schlüssel zu entfernen.',
  removeLastText:
    'Das ist der einzige Passkey dieser Person. Ohne ihn kann sie sich nicht mit Passkey anmelden.',
  removeLastConfirm: 'Mir ist klar, dass es der letzte ist.',
  bannerTitle: 'Ein neuer Passkey wird gebraucht',
  bannerText:
    'Passkeys funktionieren hier jetzt anders. Mit den früheren kann sich diese Person nicht mehr anmelden.',
  unsupported:
    'Dieser Browser kann keine Passkeys erstellen. Vorhandene können Sie trotzdem umbenennen und entfernen.',
  sendCodeTitle: 'Mit einem Code einrichten',
  sendCodeText:
    'Die Person erhält einen Code per E-Mail oder SMS. Fügen Sie damit einen Passkey auf ihrem Schlüssel oder Telefon hinzu.',
  address: 'E-Mail oder Telefonnummer',
  sendCode: 'Code senden',
  codeSent: (address) => `Falls ${address} bekannt ist, ist ein Code unterwegs.`,
  code: 'Code',
  useCode: 'Mit dem Code hinzufügen',
  alreadyAdded: 'Auf diesem Schlüssel oder Telefon gibt es schon einen Passkey für diese Person.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('de', count, {
      one: 'Das geht gerade nicht. Versuchen Sie es in # Minute noch einmal.',
      other: 'Das geht gerade nicht. Versuchen Sie es in # Minuten noch einmal.',
    }),
  hours: (count) =>
    plural('de', count, {
      one: 'Das geht gerade nicht. Versuchen Sie es in # Stunde noch einmal.',
      other: 'Das geht gerade nicht. Versuchen Sie es in # Stunden noch einmal.',
    }),
};

export const de: Messages = { errors, signIn, signUp, manager, helpdesk, delays };
