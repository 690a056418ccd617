import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Deze browser ondersteunt geen passkeys.',
  insecure_context: 'Voor passkeys is een beveiligde verbinding nodig.',
  blocked_by_policy: 'Op deze pagina kun je geen passkeys gebruiken.',
  wrong_domain: 'Op dit adres kun je geen passkeys gebruiken.',
  cancelled: 'Er is niets gebeurd. Probeer het opnieuw wanneer je wilt.',
  timed_out: 'Dat duurde iets te lang. Probeer het opnieuw zodra je klaar bent.',
  no_passkey: 'Op dit apparaat is geen passkey gevonden.',
  already_registered: 'Dit apparaat heeft al een passkey voor je account.',
  authenticator_unfit:
    'Dit apparaat of deze beveiligingssleutel kan zo’n passkey niet bewaren. Probeer een ander apparaat of een andere sleutel.',
  provider_error: 'Je passkeybeheerder kon dit niet afronden. Probeer het zo nog eens.',
  aborted: 'Dit is gestopt omdat er iets anders is begonnen.',
  mode_mismatch: 'Deze passkey moet opnieuw worden ingesteld voordat je hem hier kunt gebruiken.',
  mechanism_disabled: 'Passkeys zijn hier niet beschikbaar.',
  unknown_credential: 'Deze passkey is hier niet meer bekend. Probeer een andere.',
  verification_failed: 'Dat is niet gelukt. Probeer het opnieuw of log op een andere manier in.',
  challenge_expired: 'Dat duurde iets te lang. Probeer het opnieuw.',
  wrong_credentials: 'De gebruikersnaam of het wachtwoord klopt niet.',
  wrong_code: 'Deze code klopt niet of is verlopen.',
  unauthorized: 'Log opnieuw in.',
  reauthentication_required: 'Bevestig dat jij het bent.',
  different_subject: 'Dat was een ander account. Bevestig met het account dat je nu gebruikt.',
  forbidden: 'Je hebt hier geen toestemming voor.',
  capacity_reached:
    'Je hebt het maximale aantal passkeys voor je account. Verwijder er een om een andere toe te voegen.',
  last_passkey: 'Dit is je enige passkey, dus je kunt hem niet verwijderen.',
  not_found: 'Dit bestaat niet meer.',
  conflict: 'Er is intussen iets veranderd. Kijk het nog eens na.',
  invalid_request: 'Dit kon niet worden geaccepteerd. Controleer het en probeer het opnieuw.',
  rate_limited: 'Dat waren veel pogingen. Wacht even en probeer het dan opnieuw.',
  offline: 'Er is geen verbinding. Controleer je netwerk en probeer het opnieuw.',
  server_error: 'De server heeft een probleem. Probeer het zo nog eens.',
  bad_response: 'Het antwoord van de server was niet te begrijpen. Probeer het zo nog eens.',
  redirect_refused: 'Je kunt niet verder naar de volgende pagina, omdat het adres niet wordt vertrouwd.',
  configuration: 'Passkeys zijn op deze pagina niet goed ingesteld.',
};

const signIn: Messages['signIn'] = {
  username: 'Gebruikersnaam of e-mailadres',
  usernameMissing: 'Vul eerst je gebruikersnaam of e-mailadres in.',
  button: 'Inloggen met een passkey',
  hint: 'Gebruik je vingerafdruk, gezicht of schermvergrendeling.',
  waiting: 'Wachten op je passkey…',
  checking: 'Een ogenblik…',
  account: 'Inloggen als',
  useAnotherAccount: 'Een ander account gebruiken',
  otherWays: 'of',
  secondFactorTitle: 'Nog één stap',
  secondFactorText: 'Bevestig met je passkey dat jij het bent.',
  secondFactorButton: 'Doorgaan met een passkey',
  startOver: 'Opnieuw beginnen',
  offerTitle: 'Log de volgende keer sneller in',
  offerText:
    'Maak een passkey op dit apparaat en log in met je vingerafdruk, gezicht of schermvergrendeling.',
  offerTextAfterPhone:
    'Je hebt een passkey van een ander apparaat gebruikt. Maak er hier ook een en log in met je vingerafdruk, gezicht of schermvergrendeling.',
  offerButton: 'Passkey maken',
  notNow: 'Niet nu',
  signedIn: 'Je bent ingelogd.',
  redirecting: 'Je bent ingelogd. Je wordt doorgestuurd…',
  unavailable: 'Passkeys zijn hier niet beschikbaar. Log op een andere manier in.',
  unsupported: 'Deze browser ondersteunt geen passkeys. Log op een andere manier in.',
  cancel: 'Annuleren',
  signingIn: 'Je wordt ingelogd…',
  creating: 'Je passkey wordt gemaakt…',
  cancelledFirst: 'Er is niets gebeurd. Heb je nog geen passkey? Log dan op een andere manier in.',
  cancelledAgain:
    'Ook deze keer is er geen passkey gebruikt. Log op een andere manier in en maak er daarna een.',
  cancelledUsedBefore:
    'Er is niets gebeurd. Wordt je passkey niet meer aangeboden? Log dan op een andere manier in en stel hem opnieuw in.',
  refusedAtOnce:
    'Deze app of browser laat geen passkeys toe. Open deze pagina in je gewone browser of log op een andere manier in.',
  fieldMissing: (label) => `Vul eerst ‘${label}’ in.`,
  expired: 'Deze inlogpoging is verlopen of al gebruikt. Ga terug naar waar je vandaan kwam en log daar in.',
  createAccount: 'Account aanmaken',
  expiredButton: 'Opnieuw beginnen',
  expiredLink: 'Terug naar de app',
  offerTextAgain:
    'Passkeys werken hier nu anders. Stel de jouwe opnieuw in en log in met je vingerafdruk, gezicht of schermvergrendeling.',
};

const signUp: Messages['signUp'] = {
  text: 'Je account krijgt een passkey. Je logt in met je vingerafdruk, gezicht of schermvergrendeling, zonder wachtwoord.',
  button: 'Account aanmaken met een passkey',
  creating: 'Je account wordt aangemaakt…',
  haveAccount: 'Ik heb al een account',
  taken: 'Er is al een account met deze naam. Log daarmee in of kies een andere naam.',
  refused: 'Deze naam kan niet worden gebruikt. Controleer hem of kies een andere.',
  cancelled: 'Je account is nog niet aangemaakt. Je kunt het opnieuw proberen wanneer je wilt.',
  refusedAtOnce:
    'Deze app of browser laat geen passkeys toe. Open deze pagina in je gewone browser om je account aan te maken.',
  unsupported:
    'Deze browser kan geen passkeys maken. Open deze pagina in een andere browser om je account aan te maken.',
  unavailable: 'Hier kun je geen account met een passkey aanmaken. Maak het op een andere manier aan.',
  hasPasskey: 'Dit apparaat heeft al een passkey voor dit account. Log daarmee in.',
  failed: 'Je account kon niet worden aangemaakt. Probeer het opnieuw.',
  created: 'Je account is klaar en je bent ingelogd.',
  createdRedirecting: 'Je account is klaar. Je wordt doorgestuurd…',
  linkOver: 'Deze link is verlopen of al gebruikt. Vraag een nieuwe aan.',
};

const manager: Messages['manager'] = {
  heading: 'Passkeys',
  intro: 'Log in met je vingerafdruk, gezicht of schermvergrendeling in plaats van een wachtwoord.',
  loading: 'Je passkeys worden geladen…',
  retry: 'Opnieuw proberen',
  emptyTitle: 'Nog geen passkeys',
  emptyText: 'Voeg er een toe en log in met je vingerafdruk, gezicht of schermvergrendeling.',
  count: (used, capacity) =>
    capacity === undefined
      ? plural('nl', used, { one: '# passkey', other: '# passkeys' })
      : `${used} van ${capacity}`,
  full: (capacity) =>
    plural('nl', capacity, {
      one: 'Je hebt # passkey, het maximum voor je account.',
      other: 'Je hebt # passkeys, het maximum voor je account. Verwijder er eerst een.',
    }),
  add: 'Voeg een passkey toe',
  waiting: 'Wachten op je passkey…',
  notAdded: 'De passkey kon niet worden toegevoegd. Probeer het opnieuw.',
  saving: 'De passkey wordt opgeslagen…',
  added: (name) => `‘${name}’ is toegevoegd.`,
  addedUnnamed: 'Je passkey is toegevoegd.',
  name: 'Naam',
  renameOf: (name) => `Naam van ‘${name}’ wijzigen`,
  save: 'Opslaan',
  cancel: 'Annuleren',
  renamed: (name) => `Heet nu ‘${name}’.`,
  unnamed: 'Passkey zonder naam',
  nameInvalid: 'Een naam heeft 1 tot 64 tekens.',
  nameCharacters: 'Een naam mag geen besturingstekens bevatten.',
  notRenamed: (name) => `Heet nog steeds ‘${name}’.`,
  remove: 'Verwijderen',
  removeOf: (name) => `‘${name}’ verwijderen`,
  removeTitle: (name) => `‘${name}’ verwijderen?`,
  removeText: 'Je kunt er dan niet meer mee inloggen.',
  removeAlsoFromProvider:
    'Verwijder de passkey ook uit je wachtwoordbeheerder, zodat hij niet meer wordt aangeboden.',
  removeOldText: 'Passkeys voor een eerdere manier van inloggen werken hier niet meer.',
  removedMany: (count) =>
    plural('nl', count, { one: '# passkey is verwijderd.', other: '# passkeys zijn verwijderd.' }),
  removed: (name) => `‘${name}’ is verwijderd.`,
  lastPasskey: 'Je kunt je enige passkey niet verwijderen. Voeg eerst een andere toe.',
  created: (date) => `Gemaakt op ${date}`,
  lastUsed: (date) => `Laatst gebruikt: ${date}`,
  usedHere: 'Gebruikt in deze browser',
  synced: 'Gesynchroniseerd',
  thisDeviceOnly: 'Alleen op één apparaat',
  modeSmart: 'Eén tik',
  modeClassic: 'Met gebruikersnaam',
  setUpAgain: 'Moet opnieuw worden ingesteld',
  bannerTitle: 'Stel je passkey opnieuw in',
  bannerText: 'Passkeys werken hier nu anders. Met je eerdere passkeys kun je niet meer inloggen.',
  bannerButton: 'Nieuwe passkey instellen',
  removeOld: (count) =>
    plural('nl', count, { one: 'Oude passkey verwijderen', other: '# oude passkeys verwijderen' }),
  stepUpTitle: 'Bevestig dat jij het bent',
  stepUpText: 'Je bent al een tijdje geleden ingelogd. Bevestig om door te gaan.',
  stepUpButton: 'Bevestigen',
  outdated: 'Deze lijst is mogelijk niet meer actueel.',
  unavailable: 'Passkeys zijn hier niet beschikbaar.',
  unsupported: 'Deze browser kan geen passkeys maken. Je kunt die van jou wel bekijken en verwijderen.',
  alreadyAdded:
    'Dit apparaat, deze beveiligingssleutel of deze wachtwoordmanager heeft al een passkey voor je account.',
  securityKey: 'Beveiligingssleutel',
  phone: 'Telefoon',
  stepUpAccount: (name) => `Je account: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Hiermee logt deze persoon in in plaats van met een wachtwoord.',
  loading: 'De passkeys worden geladen…',
  emptyText: 'Deze persoon heeft er nog geen ingesteld.',
  full: (capacity) =>
    plural('nl', capacity, {
      one: 'Deze persoon heeft # passkey, het maximum voor het account. Verwijder die eerst.',
      other: 'Deze persoon heeft # passkeys, het maximum voor het account. Verwijder er eerst een.',
    }),
  add: 'Toevoegen op sleutel of telefoon van de persoon',
  waiting: 'Wachten op de beveiligingssleutel of telefoon van de persoon…',
  addedUnnamed: 'De passkey is toegevoegd.',
  removeText: 'De persoon kan er dan niet meer mee inloggen.',
  removeAlsoFromProvider:
    'Vraag de persoon om de passkey ook uit de wachtwoordbeheerder of van de beveiligingssleutel te verwijderen.',
  removeLastText:
    'Dit is de enige passkey van deze persoon. Zonder kan de persoon niet met een passkey inloggen.',
  removeLastConfirm: 'Ik weet dat dit de laatste is.',
  bannerTitle: 'Er is een nieuwe passkey nodig',
  bannerText: 'Passkeys werken hier nu anders. Met de eerdere passkeys kan deze persoon niet meer inloggen.',
  unsupported:
    'Deze browser kan geen passkeys maken. Je kunt die van de persoon wel hernoemen en verwijderen.',
  sendCodeTitle: 'Instellen met een code',
  sendCodeText:
    'De persoon krijgt een code per e-mail of sms. Gebruik die om een passkey toe te voegen op de beveiligingssleutel of telefoon van de persoon.',
  address: 'E-mailadres of telefoonnummer',
  sendCode: 'Code versturen',
  codeSent: (address) => `Als ${address} bekend is, is er een code onderweg.`,
  code: 'Code',
  useCode: 'Toevoegen met de code',
  alreadyAdded: 'Deze beveiligingssleutel of telefoon heeft al een passkey voor deze persoon.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('nl', count, {
      one: 'Dat kan nu niet. Probeer het over # minuut opnieuw.',
      other: 'Dat kan nu niet. Probeer het over # minuten opnieuw.',
    }),
  hours: (count) =>
    plural('nl', count, {
      other: 'Dat kan nu niet. Probeer het over # uur opnieuw.',
    }),
};

export const nl: Messages = { errors, signIn, signUp, manager, helpdesk, delays };
