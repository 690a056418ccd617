import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Ta przeglądarka nie obsługuje kluczy dostępu.',
  insecure_context: 'Klucze dostępu wymagają bezpiecznego połączenia.',
  blocked_by_policy: 'Na tej stronie nie można używać kluczy dostępu.',
  wrong_domain: 'Pod tym adresem nie można używać kluczy dostępu.',
  cancelled: 'Nic się nie stało. Możesz spróbować ponownie, kiedy zechcesz.',
  timed_out: 'To trwało trochę za długo. Spróbuj ponownie, kiedy zechcesz.',
  no_passkey: 'Na tym urządzeniu nie znaleziono klucza dostępu.',
  already_registered: 'To urządzenie ma już klucz dostępu do Twojego konta.',
  authenticator_unfit:
    'To urządzenie lub ten klucz bezpieczeństwa nie przechowa takiego klucza dostępu. Użyj innego.',
  provider_error: 'Dostawca Twojego klucza dostępu nie mógł dokończyć. Spróbuj ponownie za chwilę.',
  aborted: 'To zostało przerwane, bo zaczęło się coś innego.',
  mode_mismatch: 'Ten klucz dostępu trzeba skonfigurować ponownie, zanim tu zadziała.',
  mechanism_disabled: 'Klucze dostępu nie są tu dostępne.',
  unknown_credential: 'Ten klucz dostępu nie jest tu już znany. Użyj innego.',
  verification_failed: 'Nie udało się. Spróbuj ponownie lub zaloguj się w inny sposób.',
  challenge_expired: 'To trwało trochę za długo. Spróbuj ponownie.',
  wrong_credentials: 'Nazwa użytkownika lub hasło są nieprawidłowe.',
  wrong_code: 'Ten kod jest nieprawidłowy lub nieaktualny.',
  unauthorized: 'Zaloguj się ponownie.',
  reauthentication_required: 'Potwierdź, że to Ty.',
  different_subject: 'To było inne konto. Potwierdź kontem, którego używasz.',
  forbidden: 'Nie możesz tego zrobić.',
  capacity_reached: 'Na Twoim koncie nie zmieści się więcej kluczy dostępu. Usuń jeden, aby dodać inny.',
  last_passkey: 'To Twój jedyny klucz dostępu, dlatego nie można go usunąć.',
  not_found: 'Tego już nie ma.',
  conflict: 'W międzyczasie coś się zmieniło. Sprawdź jeszcze raz.',
  invalid_request: 'Nie można tego przyjąć. Sprawdź i spróbuj ponownie.',
  rate_limited: 'To było dużo prób. Poczekaj chwilę i spróbuj ponownie.',
  offline: 'Brak połączenia. Sprawdź sieć i spróbuj ponownie.',
  server_error: 'Serwer ma problem. Spróbuj ponownie za chwilę.',
  bad_response: 'Odpowiedź serwera jest niezrozumiała. Spróbuj ponownie za chwilę.',
  redirect_refused: 'Nie można przejść na następną stronę, bo jej adres nie jest zaufany.',
  configuration: 'Klucze dostępu nie są poprawnie skonfigurowane na tej stronie.',
};

const signIn: Messages['signIn'] = {
  username: 'Nazwa użytkownika lub e-mail',
  usernameMissing: 'Najpierw wpisz nazwę użytkownika lub e-mail.',
  button: 'Zaloguj się kluczem dostępu',
  hint: 'Odciskiem palca, twarzą lub blokadą ekranu.',
  waiting: 'Czekamy na Twój klucz dostępu…',
  checking: 'Chwileczkę…',
  account: 'Logowanie jako',
  useAnotherAccount: 'Użyj innego konta',
  otherWays: 'lub',
  secondFactorTitle: 'Jeszcze jeden krok',
  secondFactorText: 'Potwierdź kluczem dostępu, że to Ty.',
  secondFactorButton: 'Kontynuuj z kluczem dostępu',
  startOver: 'Zacznij od nowa',
  offerTitle: 'Następnym razem zaloguj się szybciej',
  offerText: 'Utwórz klucz dostępu na tym urządzeniu i loguj się odciskiem palca, twarzą lub blokadą ekranu.',
  offerTextAfterPhone:
    'Twój klucz dostępu jest na innym urządzeniu. Utwórz go też tutaj i loguj się odciskiem palca, twarzą lub blokadą ekranu.',
  offerButton: 'Utwórz klucz dostępu',
  notNow: 'Nie teraz',
  signedIn: 'Zalogowano.',
  redirecting: 'Zalogowano. Za chwilę przejdziesz dalej…',
  unavailable: 'Klucze dostępu nie są tu dostępne. Zaloguj się w inny sposób.',
  unsupported: 'Ta przeglądarka nie obsługuje kluczy dostępu. Zaloguj się w inny sposób.',
  cancel: 'Anuluj',
  signingIn: 'Trwa logowanie…',
  creating: 'Trwa tworzenie klucza dostępu…',
  cancelledFirst: 'Nic się nie stało. Jeśli nie masz jeszcze klucza dostępu, zaloguj się w inny sposób.',
  cancelledAgain: 'Tym razem też nie użyto klucza dostępu. Zaloguj się w inny sposób, a potem go utwórz.',
  cancelledUsedBefore:
    'Nic się nie stało. Jeśli Twój klucz dostępu nie jest już proponowany, zaloguj się w inny sposób i skonfiguruj go ponownie.',
  refusedAtOnce:
    'Ta aplikacja lub przeglądarka nie pozwala na użycie kluczy dostępu. Otwórz tę stronę w swojej zwykłej przeglądarce albo zaloguj się w inny sposób.',
  fieldMissing: (label) => `Najpierw wypełnij pole „${label}”.`,
  expired:
    'To logowanie wygasło albo zostało już wykorzystane. Wróć tam, skąd tu trafiasz, i zaloguj się stamtąd.',
  createAccount: 'Utwórz konto',
  expiredButton: 'Zacznij od nowa',
  expiredLink: 'Wróć do aplikacji',
  offerTextAgain:
    'Klucze dostępu działają tu teraz inaczej. Skonfiguruj swój ponownie, a zalogujesz się odciskiem palca, twarzą lub blokadą ekranu.',
};

const signUp: Messages['signUp'] = {
  text: 'Twoje konto otrzyma klucz dostępu. Zalogujesz się odciskiem palca, twarzą lub blokadą ekranu, bez hasła.',
  button: 'Utwórz konto z kluczem dostępu',
  creating: 'Trwa tworzenie konta…',
  haveAccount: 'Mam już konto',
  taken: 'Konto o tej nazwie już istnieje. Zaloguj się na nie albo wybierz inną nazwę.',
  refused: 'Tej nazwy nie można użyć. Sprawdź ją albo wybierz inną.',
  cancelled: 'Konto nie zostało jeszcze utworzone. Możesz spróbować ponownie, kiedy zechcesz.',
  refusedAtOnce:
    'Ta aplikacja lub przeglądarka nie pozwala na użycie kluczy dostępu. Otwórz tę stronę w swojej zwykłej przeglądarce, aby utworzyć konto.',
  unsupported:
    'Ta przeglądarka nie może tworzyć kluczy dostępu. Otwórz tę stronę w innej przeglądarce, aby utworzyć konto.',
  unavailable: 'Nie można tu tworzyć kont z kluczem dostępu. Utwórz swoje w inny sposób.',
  hasPasskey: 'To urządzenie ma już klucz dostępu do tego konta. Zaloguj się nim.',
  failed: 'Nie udało się utworzyć konta. Spróbuj ponownie.',
  created: 'Konto jest gotowe. Zalogowano.',
  createdRedirecting: 'Konto jest gotowe. Za chwilę przejdziesz dalej…',
  linkOver: 'Ten link wygasł albo został już wykorzystany. Poproś o nowy.',
};

const manager: Messages['manager'] = {
  heading: 'Klucze dostępu',
  intro: 'Loguj się odciskiem palca, twarzą lub blokadą ekranu zamiast hasłem.',
  loading: 'Wczytywanie kluczy dostępu…',
  retry: 'Spróbuj ponownie',
  emptyTitle: 'Nie ma jeszcze kluczy dostępu',
  emptyText: 'Dodaj klucz i loguj się odciskiem palca, twarzą lub blokadą ekranu.',
  count: (used, capacity) => (capacity === undefined ? keys(used) : `${used} z ${capacity}`),
  full: (capacity) =>
    capacity === 1
      ? `Masz ${keys(1)}, więcej nie zmieści się na koncie.`
      : `Masz ${keys(capacity)}, więcej nie zmieści się na koncie. Najpierw usuń jeden.`,
  add: 'Dodaj klucz dostępu',
  waiting: 'Czekamy na Twój klucz dostępu…',
  notAdded: 'Nie udało się dodać klucza dostępu. Spróbuj ponownie.',
  saving: 'Trwa zapisywanie klucza dostępu…',
  added: (name) => `Dodano „${name}”.`,
  addedUnnamed: 'Dodano Twój klucz dostępu.',
  name: 'Nazwa',
  renameOf: (name) => `Zmień nazwę „${name}”`,
  save: 'Zapisz',
  cancel: 'Anuluj',
  renamed: (name) => `Nazwa to teraz „${name}”.`,
  unnamed: 'Klucz dostępu bez nazwy',
  nameInvalid: 'Nazwa ma od 1 do 64 znaków.',
  nameCharacters: 'Nazwa nie może zawierać znaków sterujących.',
  notRenamed: (name) => `Nazwa to nadal „${name}”.`,
  remove: 'Usuń',
  removeOf: (name) => `Usuń „${name}”`,
  removeTitle: (name) => `Usunąć „${name}”?`,
  removeText: 'Nie będzie już można się nim zalogować.',
  removeAlsoFromProvider: 'Usuń go też z menedżera haseł, aby nie był już proponowany.',
  removeOldText: 'Klucze dostępu do wcześniejszego sposobu logowania już tu nie działają.',
  removedMany: (count) => `Usunięto ${keys(count)}.`,
  removed: (name) => `Usunięto „${name}”.`,
  lastPasskey: 'Jedynego klucza dostępu nie można usunąć. Najpierw dodaj inny.',
  created: (date) => `Utworzono ${date}`,
  lastUsed: (date) => `Ostatnio użyto ${date}`,
  usedHere: 'Używany w tej przeglądarce',
  synced: 'Zsynchronizowany',
  thisDeviceOnly: 'Tylko na jednym urządzeniu',
  modeSmart: 'Jedno dotknięcie',
  modeClassic: 'Z nazwą użytkownika',
  setUpAgain: 'Trzeba skonfigurować ponownie',
  bannerTitle: 'Skonfiguruj klucz dostępu ponownie',
  bannerText: 'Klucze dostępu działają tu teraz inaczej. Wcześniejszymi nie można się już zalogować.',
  bannerButton: 'Skonfiguruj nowy klucz dostępu',
  removeOld: (count) =>
    plural('pl', count, {
      one: 'Usuń stary klucz dostępu',
      few: 'Usuń # stare klucze dostępu',
      other: 'Usuń # starych kluczy dostępu',
    }),
  stepUpTitle: 'Potwierdź, że to Ty',
  stepUpText: 'Od zalogowania minęło trochę czasu. Potwierdź, aby kontynuować.',
  stepUpButton: 'Potwierdź',
  outdated: 'Ta lista może być nieaktualna.',
  unavailable: 'Klucze dostępu nie są tu dostępne.',
  unsupported: 'Ta przeglądarka nie może tworzyć kluczy dostępu. Swoje nadal możesz przeglądać i usuwać.',
  alreadyAdded:
    'To urządzenie, klucz bezpieczeństwa lub menedżer haseł ma już klucz dostępu do Twojego konta.',
  securityKey: 'Klucz bezpieczeństwa',
  phone: 'Telefon',
  stepUpAccount: (name) => `Konto: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Nimi ta osoba loguje się zamiast hasłem.',
  loading: 'Wczytywanie kluczy dostępu…',
  emptyText: 'Ta osoba nie ma jeszcze żadnego.',
  full: (capacity) =>
    `Ta osoba ma ${keys(capacity)}, więcej nie zmieści się na koncie. ${capacity === 1 ? 'Najpierw go usuń.' : 'Najpierw usuń jeden.'}`,
  add: 'Dodaj na kluczu lub telefonie tej osoby',
  waiting: 'Czekamy na klucz bezpieczeństwa lub telefon tej osoby…',
  addedUnnamed: 'Dodano klucz dostępu.',
  removeText: 'Ta osoba nie będzie już mogła się nim zalogować.',
  removeAlsoFromProvider: 'Poproś tę osobę, aby usunęła go też z menedżera haseł lub klucza.',
  removeLastText: 'To jedyny klucz dostępu tej osoby. Bez niego nie zaloguje się kluczem dostępu.',
  removeLastConfirm: 'Wiem, że to ostatni.',
  bannerTitle: 'Potrzebny jest nowy klucz dostępu',
  bannerText: 'Klucze dostępu działają tu teraz inaczej. Wcześniejszymi ta osoba nie może się już zalogować.',
  unsupported:
    'Ta przeglądarka nie może tworzyć kluczy dostępu. Klucze tej osoby nadal możesz nazywać i usuwać.',
  sendCodeTitle: 'Konfiguracja z kodem',
  sendCodeText:
    'Ta osoba dostanie kod e-mailem lub SMS-em. Użyj go, aby dodać klucz dostępu na jej kluczu lub telefonie.',
  address: 'E-mail lub numer telefonu',
  sendCode: 'Wyślij kod',
  codeSent: (address) => `Jeśli mamy ${address} w systemie, kod jest już w drodze.`,
  code: 'Kod',
  useCode: 'Dodaj z kodem',
  alreadyAdded: 'Ten klucz bezpieczeństwa lub telefon ma już klucz dostępu tej osoby.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('pl', count, {
      one: 'Teraz to niemożliwe. Spróbuj ponownie za # minutę.',
      few: 'Teraz to niemożliwe. Spróbuj ponownie za # minuty.',
      other: 'Teraz to niemożliwe. Spróbuj ponownie za # minut.',
    }),
  hours: (count) =>
    plural('pl', count, {
      one: 'Teraz to niemożliwe. Spróbuj ponownie za # godzinę.',
      few: 'Teraz to niemożliwe. Spróbuj ponownie za # godziny.',
      other: 'Teraz to niemożliwe. Spróbuj ponownie za # godzin.',
    }),
};

export const pl: Messages = { errors, signIn, signUp, manager, helpdesk, delays };

/** Nominative and accusative alike: 1 klucz, 2 klucze, 5 kluczy, 22 klucze. */
function keys(count: number): string {
  return plural('pl', count, {
    one: '# klucz dostępu',
    few: '# klucze dostępu',
    other: '# kluczy dostępu',
  });
}
