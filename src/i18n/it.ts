import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Questo browser non supporta le passkey.',
  insecure_context: 'Le passkey richiedono una connessione sicura.',
  blocked_by_policy: 'In questa pagina non è possibile usare le passkey.',
  wrong_domain: 'A questo indirizzo non è possibile usare le passkey.',
  cancelled: 'Non è successo nulla. Puoi riprovare quando vuoi.',
  timed_out: 'È passato un po’ troppo tempo. Riprova quando vuoi.',
  no_passkey: 'Su questo dispositivo non è stata trovata alcuna passkey.',
  already_registered: 'Questo dispositivo ha già una passkey per il tuo account.',
  authenticator_unfit:
    'Questo dispositivo o questo token di sicurezza non può conservare questo tipo di passkey. Provane un altro.',
  provider_error: 'Il gestore delle tue passkey non è riuscito a completare. Riprova tra poco.',
  aborted: 'L’operazione è stata interrotta perché ne è iniziata un’altra.',
  mode_mismatch: 'Questa passkey va configurata di nuovo prima di poterla usare qui.',
  mechanism_disabled: 'Le passkey non sono disponibili qui.',
  unknown_credential: 'Questa passkey non è più riconosciuta qui. Provane un’altra.',
  verification_failed: 'Non ha funzionato. Riprova o accedi in un altro modo.',
  challenge_expired: 'È passato un po’ troppo tempo. Riprova.',
  wrong_credentials: 'Il nome utente o la password non è corretta.',
  wrong_code: 'Questo codice non è corretto o non è più valido.',
  unauthorized: 'Accedi di nuovo.',
  reauthentication_required: 'Conferma la tua identità.',
  different_subject: 'Era un altro account. Conferma con l’account che stai usando.',
  forbidden: 'Non hai l’autorizzazione per farlo.',
  capacity_reached: 'Il tuo account non può contenere altre passkey. Rimuovine una per aggiungerne un’altra.',
  last_passkey: 'È la tua unica passkey, quindi non può essere rimossa.',
  not_found: 'Non esiste più.',
  conflict: 'Nel frattempo qualcosa è cambiato. Controlla di nuovo.',
  invalid_request: 'La richiesta non è stata accettata. Controlla e riprova.',
  rate_limited: 'Ci sono stati molti tentativi. Aspetta un momento, poi riprova.',
  offline: 'Non c’è connessione. Controlla la rete e riprova.',
  server_error: 'Il server ha un problema. Riprova tra poco.',
  bad_response: 'La risposta del server non è comprensibile. Riprova tra poco.',
  redirect_refused:
    'Non è possibile passare alla pagina successiva perché il suo indirizzo non è attendibile.',
  configuration: 'Le passkey non sono configurate correttamente in questa pagina.',
};

const signIn: Messages['signIn'] = {
  username: 'Nome utente o email',
  usernameMissing: 'Inserisci prima il nome utente o l’email.',
  button: 'Accedi con una passkey',
  hint: 'Usa l’impronta, il volto o il blocco schermo.',
  waiting: 'In attesa della tua passkey…',
  checking: 'Un momento…',
  account: 'Accesso come',
  useAnotherAccount: 'Usa un altro account',
  otherWays: 'oppure',
  secondFactorTitle: 'Ancora un passaggio',
  secondFactorText: 'Conferma la tua identità con la passkey.',
  secondFactorButton: 'Continua con una passkey',
  startOver: 'Ricomincia',
  offerTitle: 'La prossima volta accedi più in fretta',
  offerText: 'Crea una passkey su questo dispositivo e accedi con l’impronta, il volto o il blocco schermo.',
  offerTextAfterPhone:
    'Hai usato una passkey di un altro dispositivo. Creane una anche qui e accedi con l’impronta, il volto o il blocco schermo.',
  offerButton: 'Crea una passkey',
  notNow: 'Non ora',
  signedIn: 'Hai effettuato l’accesso.',
  redirecting: 'Hai effettuato l’accesso. Reindirizzamento in corso…',
  unavailable: 'Le passkey non sono disponibili qui. Accedi in un altro modo.',
  unsupported: 'Questo browser non supporta le passkey. Accedi in un altro modo.',
  cancel: 'Annulla',
  signingIn: 'Accesso in corso…',
  creating: 'Creazione della tua passkey…',
  cancelledFirst: 'Non è successo nulla. Se non hai ancora una passkey, accedi in un altro modo.',
  cancelledAgain:
    'Nemmeno questa volta è stata usata una passkey. Accedi in un altro modo e creane una subito dopo.',
  cancelledUsedBefore:
    'Non è successo nulla. Se la tua passkey non viene più proposta, accedi in un altro modo e configurala di nuovo.',
  refusedAtOnce:
    'Questa app o questo browser non consente di usare le passkey. Apri la pagina nel tuo browser abituale o accedi in un altro modo.',
  fieldMissing: (label) => `Compila prima «${label}».`,
  expired: 'Questo accesso è scaduto o è già stato usato. Torna da dove sei arrivato e accedi da lì.',
  createAccount: 'Crea un account',
  expiredButton: 'Ricomincia',
  expiredLink: 'Torna all’app',
  offerTextAgain:
    'Qui il funzionamento delle passkey è cambiato. Configura di nuovo la tua e accedi con l’impronta, il volto o il blocco schermo.',
};

const signUp: Messages['signUp'] = {
  text: 'Il tuo account avrà una passkey. Accederai con l’impronta, il volto o il blocco schermo, senza password.',
  button: 'Crea un account con una passkey',
  creating: 'Creazione del tuo account…',
  haveAccount: 'Ho già un account',
  taken: 'Esiste già un account con questo nome. Accedi con quello o scegli un altro nome.',
  refused: 'Questo nome non può essere usato. Controllalo o scegline un altro.',
  cancelled: 'Il tuo account non è ancora stato creato. Puoi riprovare quando vuoi.',
  refusedAtOnce:
    'Questa app o questo browser non consente di usare le passkey. Apri la pagina nel tuo browser abituale per creare l’account.',
  unsupported:
    'Questo browser non può creare passkey. Apri la pagina in un altro browser per creare l’account.',
  unavailable: 'Qui non si possono creare account con una passkey. Crea il tuo in un altro modo.',
  hasPasskey: 'Questo dispositivo ha già una passkey per questo account. Accedi con quella.',
  failed: 'Non è stato possibile creare il tuo account. Riprova.',
  created: 'Il tuo account è pronto e hai effettuato l’accesso.',
  createdRedirecting: 'Il tuo account è pronto. Reindirizzamento in corso…',
  linkOver: 'Questo link è scaduto o è già stato usato. Chiedine uno nuovo.',
};

const manager: Messages['manager'] = {
  heading: 'Passkey',
  intro: 'Accedi con l’impronta, il volto o il blocco schermo invece che con una password.',
  loading: 'Caricamento delle tue passkey…',
  retry: 'Riprova',
  emptyTitle: 'Ancora nessuna passkey',
  emptyText: 'Aggiungine una e accedi con l’impronta, il volto o il blocco schermo.',
  count: (used, capacity) => (capacity === undefined ? `${used} passkey` : `${used} su ${capacity}`),
  full: (capacity) =>
    plural('it', capacity, {
      one: 'Hai # passkey, il massimo per il tuo account.',
      other: 'Hai # passkey, il massimo per il tuo account. Rimuovine prima una.',
    }),
  add: 'Aggiungi una passkey',
  waiting: 'In attesa della tua passkey…',
  notAdded: 'Non è stato possibile aggiungere la passkey. Riprova.',
  saving: 'Salvataggio della passkey…',
  added: (name) => `«${name}» è stata aggiunta.`,
  addedUnnamed: 'La tua passkey è stata aggiunta.',
  name: 'Nome',
  renameOf: (name) => `Rinomina «${name}»`,
  save: 'Salva',
  cancel: 'Annulla',
  renamed: (name) => `Ora si chiama «${name}».`,
  unnamed: 'Passkey senza nome',
  nameInvalid: 'Un nome ha da 1 a 64 caratteri.',
  nameCharacters: 'Un nome non può contenere caratteri di controllo.',
  notRenamed: (name) => `Si chiama ancora «${name}».`,
  remove: 'Rimuovi',
  removeOf: (name) => `Rimuovi «${name}»`,
  removeTitle: (name) => `Rimuovere «${name}»?`,
  removeText: 'Non potrai più usarla per accedere.',
  removeAlsoFromProvider: 'Rimuovila anche dal tuo gestore di password, così non verrà più proposta.',
  removeOldText: 'Le passkey di una modalità di accesso precedente qui non funzionano più.',
  removedMany: (count) =>
    plural('it', count, { one: '# passkey è stata rimossa.', other: '# passkey sono state rimosse.' }),
  removed: (name) => `«${name}» è stata rimossa.`,
  lastPasskey: 'La tua unica passkey non può essere rimossa. Aggiungine prima un’altra.',
  created: (date) => `Creata il ${date}`,
  lastUsed: (date) => `Ultimo utilizzo: ${date}`,
  usedHere: 'Usata in questo browser',
  synced: 'Sincronizzata',
  thisDeviceOnly: 'Solo su un dispositivo',
  modeSmart: 'Un tocco',
  modeClassic: 'Con nome utente',
  setUpAgain: 'Da configurare di nuovo',
  bannerTitle: 'Configura di nuovo la tua passkey',
  bannerText: 'Il funzionamento delle passkey qui è cambiato. Con quelle precedenti non puoi più accedere.',
  bannerButton: 'Configura una nuova passkey',
  removeOld: (count) =>
    plural('it', count, { one: 'Rimuovi la vecchia passkey', other: 'Rimuovi # vecchie passkey' }),
  stepUpTitle: 'Conferma la tua identità',
  stepUpText: 'È passato un po’ di tempo dal tuo accesso. Conferma per continuare.',
  stepUpButton: 'Conferma',
  outdated: 'Questo elenco potrebbe non essere aggiornato.',
  unavailable: 'Le passkey non sono disponibili qui.',
  unsupported: 'Questo browser non può creare passkey. Puoi comunque vedere e rimuovere le tue.',
  alreadyAdded:
    'Questo dispositivo, token di sicurezza o gestore di password ha già una passkey per il tuo account.',
  securityKey: 'Token di sicurezza',
  phone: 'Telefono',
  stepUpAccount: (name) => `Account in uso: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Questa persona le usa per accedere invece di una password.',
  loading: 'Caricamento delle passkey…',
  emptyText: 'Questa persona non ne ha ancora configurata una.',
  full: (capacity) =>
    plural('it', capacity, {
      one: 'Questa persona ha # passkey, il massimo per l’account. Rimuovila prima.',
      other: 'Questa persona ha # passkey, il massimo per l’account. Rimuovine prima una.',
    }),
  add: 'Aggiungi sul token o sul telefono della persona',
  waiting: 'In attesa del token di sicurezza o del telefono della persona…',
  addedUnnamed: 'La passkey è stata aggiunta.',
  removeText: 'La persona non potrà più usarla per accedere.',
  removeAlsoFromProvider:
    'Chiedi alla persona di rimuoverla anche dal gestore di password o dal token di sicurezza.',
  removeLastText: 'È l’unica passkey di questa persona. Senza, non potrà accedere con una passkey.',
  removeLastConfirm: 'So che è l’ultima.',
  bannerTitle: 'Serve una nuova passkey',
  bannerText:
    'Il funzionamento delle passkey qui è cambiato. Con quelle precedenti questa persona non può più accedere.',
  unsupported:
    'Questo browser non può creare passkey. Puoi comunque rinominare e rimuovere quelle della persona.',
  sendCodeTitle: 'Configura con un codice',
  sendCodeText:
    'La persona riceve un codice via email o SMS. Usalo per aggiungere una passkey sul suo token di sicurezza o telefono.',
  address: 'Email o numero di telefono',
  sendCode: 'Invia un codice',
  codeSent: (address) => `Se ${address} è registrato, un codice è in arrivo.`,
  code: 'Codice',
  useCode: 'Aggiungi con il codice',
  alreadyAdded: 'Questo token di sicurezza o telefono ha già una passkey per questa persona.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('it', count, {
      one: 'Al momento non è possibile. Riprova tra # minuto.',
      other: 'Al momento non è possibile. Riprova tra # minuti.',
    }),
  hours: (count) =>
    plural('it', count, {
      one: 'Al momento non è possibile. Riprova tra # ora.',
      other: 'Al momento non è possibile. Riprova tra # ore.',
    }),
};

export const it: Messages = { errors, signIn, signUp, manager, helpdesk, delays };
