import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Este navegador no admite llaves de acceso.',
  insecure_context: 'Las llaves de acceso necesitan una conexión segura.',
  blocked_by_policy: 'En esta página no se pueden usar llaves de acceso.',
  wrong_domain: 'En esta dirección no se pueden usar llaves de acceso.',
  cancelled: 'No ha pasado nada. Puedes volver a intentarlo cuando quieras.',
  timed_out: 'Ha tardado un poco más de la cuenta. Vuelve a intentarlo cuando quieras.',
  no_passkey: 'No se ha encontrado ninguna llave de acceso en este dispositivo.',
  already_registered: 'Este dispositivo ya tiene una llave de acceso para tu cuenta.',
  authenticator_unfit:
    'Este dispositivo o esta llave de seguridad no puede guardar este tipo de llave de acceso. Prueba con otro.',
  provider_error: 'Tu proveedor de llaves de acceso no ha podido terminar. Inténtalo de nuevo en un momento.',
  aborted: 'Se ha detenido porque ha empezado otra cosa.',
  mode_mismatch: 'Hay que volver a configurar esta llave de acceso para que funcione aquí.',
  mechanism_disabled: 'Las llaves de acceso no están disponibles aquí.',
  unknown_credential: 'Esta llave de acceso ya no se reconoce aquí. Prueba con otra.',
  verification_failed: 'No ha funcionado. Inténtalo de nuevo o inicia sesión de otra forma.',
  challenge_expired: 'Ha tardado un poco más de la cuenta. Inténtalo de nuevo.',
  wrong_credentials: 'El nombre de usuario o la contraseña no son correctos.',
  wrong_code: 'Este código no es correcto o ha caducado.',
  unauthorized: 'Vuelve a iniciar sesión.',
  reauthentication_required: 'Confirma que eres tú.',
  different_subject: 'Esa era otra cuenta. Confirma con la cuenta que estás usando.',
  forbidden: 'No tienes permiso para hacer esto.',
  capacity_reached: 'Tu cuenta no admite más llaves de acceso. Elimina una para añadir otra.',
  last_passkey: 'Es tu única llave de acceso, así que no se puede eliminar.',
  not_found: 'Esto ya no existe.',
  conflict: 'Algo ha cambiado mientras tanto. Compruébalo de nuevo.',
  invalid_request: 'No se ha podido aceptar. Revísalo e inténtalo de nuevo.',
  rate_limited: 'Han sido muchos intentos. Espera un momento e inténtalo de nuevo.',
  offline: 'No hay conexión. Comprueba tu red e inténtalo de nuevo.',
  server_error: 'El servidor tiene un problema. Inténtalo de nuevo en un momento.',
  bad_response: 'La respuesta del servidor no se entiende. Inténtalo de nuevo en un momento.',
  redirect_refused: 'No se puede ir a la página siguiente porque su dirección no es de confianza.',
  configuration: 'Las llaves de acceso no están bien configuradas en esta página.',
};

const signIn: Messages['signIn'] = {
  username: 'Nombre de usuario o correo',
  usernameMissing: 'Escribe primero tu nombre de usuario o correo.',
  button: 'Iniciar sesión con una llave de acceso',
  hint: 'Con tu huella, tu cara o el bloqueo de pantalla.',
  waiting: 'Esperando tu llave de acceso…',
  checking: 'Un momento…',
  account: 'Inicias sesión como',
  useAnotherAccount: 'Usar otra cuenta',
  otherWays: 'o',
  secondFactorTitle: 'Un paso más',
  secondFactorText: 'Confirma con tu llave de acceso que eres tú.',
  secondFactorButton: 'Continuar con una llave de acceso',
  startOver: 'Empezar de nuevo',
  offerTitle: 'Más rápido la próxima vez',
  offerText:
    'Crea una llave de acceso en este dispositivo y entra con tu huella, tu cara o el bloqueo de pantalla.',
  offerTextAfterPhone:
    'Tu llave de acceso está en otro dispositivo. Crea una también aquí y entra con tu huella, tu cara o el bloqueo de pantalla.',
  offerButton: 'Crear una llave de acceso',
  notNow: 'Ahora no',
  signedIn: 'Has iniciado sesión.',
  redirecting: 'Has iniciado sesión. Te llevamos allí…',
  unavailable: 'Las llaves de acceso no están disponibles aquí. Inicia sesión de otra forma.',
  unsupported: 'Este navegador no admite llaves de acceso. Inicia sesión de otra forma.',
  cancel: 'Cancelar',
  signingIn: 'Iniciando sesión…',
  creating: 'Creando tu llave de acceso…',
  cancelledFirst: 'No ha pasado nada. Si aún no tienes una llave de acceso, inicia sesión de otra forma.',
  cancelledAgain:
    'Tampoco esta vez se ha usado una llave de acceso. Inicia sesión de otra forma y crea una después.',
  cancelledUsedBefore:
    'No ha pasado nada. Si ya no se te ofrece tu llave de acceso, inicia sesión de otra forma y configúrala de nuevo.',
  refusedAtOnce:
    'Esta aplicación o este navegador no deja usar llaves de acceso. Abre la página en tu navegador habitual o inicia sesión de otra forma.',
  fieldMissing: (label) => `Rellena primero «${label}».`,
  expired:
    'Este inicio de sesión ha caducado o ya se ha usado. Vuelve al lugar de donde venías e inicia sesión desde allí.',
  createAccount: 'Crear una cuenta',
  expiredButton: 'Empezar de nuevo',
  expiredLink: 'Volver a la aplicación',
  offerTextAgain:
    'Aquí las llaves de acceso funcionan ahora de otra manera. Configura la tuya de nuevo y entrarás con tu huella, tu cara o el bloqueo de pantalla.',
};

const signUp: Messages['signUp'] = {
  text: 'Tu cuenta tendrá una llave de acceso. Entrarás con tu huella, tu cara o el bloqueo de pantalla, sin contraseña.',
  button: 'Crear una cuenta con una llave de acceso',
  creating: 'Creando tu cuenta…',
  haveAccount: 'Ya tengo una cuenta',
  taken: 'Ya hay una cuenta con este nombre. Inicia sesión con ella o elige otro nombre.',
  refused: 'Este nombre no se puede usar. Revísalo o elige otro.',
  cancelled: 'Tu cuenta aún no se ha creado. Puedes intentarlo de nuevo cuando quieras.',
  refusedAtOnce:
    'Esta aplicación o este navegador no deja usar llaves de acceso. Abre la página en tu navegador habitual para crear tu cuenta.',
  unsupported:
    'Este navegador no puede crear llaves de acceso. Abre la página en otro navegador para crear tu cuenta.',
  unavailable: 'Aquí no se pueden crear cuentas con una llave de acceso. Crea la tuya de otra forma.',
  hasPasskey: 'Este dispositivo ya tiene una llave de acceso para esta cuenta. Inicia sesión con ella.',
  failed: 'No se ha podido crear tu cuenta. Inténtalo de nuevo.',
  created: 'Tu cuenta está lista y has iniciado sesión.',
  createdRedirecting: 'Tu cuenta está lista. Te llevamos allí…',
  linkOver: 'Este enlace ha caducado o ya se ha usado. Pide uno nuevo.',
};

const manager: Messages['manager'] = {
  heading: 'Llaves de acceso',
  intro: 'Inicia sesión con tu huella, tu cara o el bloqueo de pantalla en lugar de una contraseña.',
  loading: 'Cargando tus llaves de acceso…',
  retry: 'Intentar de nuevo',
  emptyTitle: 'Aún no hay llaves de acceso',
  emptyText: 'Añade una y entra con tu huella, tu cara o el bloqueo de pantalla.',
  count: (used, capacity) =>
    capacity === undefined
      ? plural('es', used, { one: '# llave de acceso', other: '# llaves de acceso' })
      : `${used} de ${capacity}`,
  full: (capacity) =>
    plural('es', capacity, {
      one: 'Tienes # llave de acceso, el máximo para tu cuenta.',
      other: 'Tienes # llaves de acceso, el máximo para tu cuenta. Elimina una primero.',
    }),
  add: 'Añadir una llave de acceso',
  waiting: 'Esperando tu llave de acceso…',
  notAdded: 'No se ha podido añadir la llave de acceso. Inténtalo de nuevo.',
  saving: 'Guardando la llave de acceso…',
  added: (name) => `Se ha añadido «${name}».`,
  addedUnnamed: 'Se ha añadido tu llave de acceso.',
  name: 'Nombre',
  renameOf: (name) => `Cambiar el nombre de «${name}»`,
  save: 'Guardar',
  cancel: 'Cancelar',
  renamed: (name) => `Ahora se llama «${name}».`,
  unnamed: 'Llave de acceso sin nombre',
  nameInvalid: 'Un nombre tiene de 1 a 64 caracteres.',
  nameCharacters: 'Un nombre no puede contener caracteres de control.',
  notRenamed: (name) => `Se sigue llamando «${name}».`,
  remove: 'Eliminar',
  removeOf: (name) => `Eliminar «${name}»`,
  removeTitle: (name) => `¿Eliminar «${name}»?`,
  removeText: 'Ya no podrás iniciar sesión con ella.',
  removeAlsoFromProvider: 'Elimínala también de tu gestor de contraseñas para que no se vuelva a ofrecer.',
  removeOldText: 'Las llaves de acceso de una forma anterior de iniciar sesión ya no funcionan aquí.',
  removedMany: (count) =>
    plural('es', count, {
      one: 'Se ha eliminado # llave de acceso.',
      other: 'Se han eliminado # llaves de acceso.',
    }),
  removed: (name) => `Se ha eliminado «${name}».`,
  lastPasskey: 'Tu única llave de acceso no se puede eliminar. Añade otra primero.',
  created: (date) => `Creada el ${date}`,
  lastUsed: (date) => `Último uso: ${date}`,
  usedHere: 'Usada en este navegador',
  synced: 'Sincronizada',
  thisDeviceOnly: 'Solo en un dispositivo',
  modeSmart: 'Un toque',
  modeClassic: 'Con nombre de usuario',
  setUpAgain: 'Hay que configurarla de nuevo',
  bannerTitle: 'Vuelve a configurar tu llave de acceso',
  bannerText:
    'Las llaves de acceso funcionan ahora de otra manera aquí. Con las anteriores ya no puedes iniciar sesión.',
  bannerButton: 'Configurar una nueva llave de acceso',
  removeOld: (count) =>
    plural('es', count, {
      one: 'Eliminar la llave de acceso antigua',
      other: 'Eliminar # llaves de acceso antiguas',
    }),
  stepUpTitle: 'Confirma que eres tú',
  stepUpText: 'Hace un rato que iniciaste sesión. Confirma para continuar.',
  stepUpButton: 'Confirmar',
  outdated: 'Puede que esta lista no esté al día.',
  unavailable: 'Las llaves de acceso no están disponibles aquí.',
  unsupported: 'Este navegador no puede crear llaves de acceso. Aun así puedes ver y eliminar las tuyas.',
  alreadyAdded:
    'Ese dispositivo, llave de seguridad o gestor de contraseñas ya tiene una llave de acceso para tu cuenta.',
  securityKey: 'Llave de seguridad',
  phone: 'Teléfono',
  stepUpAccount: (name) => `Cuenta: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Con ellas inicia sesión esta persona en lugar de usar una contraseña.',
  loading: 'Cargando las llaves de acceso…',
  emptyText: 'Esta persona aún no ha configurado ninguna.',
  full: (capacity) =>
    plural('es', capacity, {
      one: 'Esta persona tiene # llave de acceso, el máximo para la cuenta. Elimínala primero.',
      other: 'Esta persona tiene # llaves de acceso, el máximo para la cuenta. Elimina una primero.',
    }),
  add: 'Añadir en la llave o el teléfono de la persona',
  waiting: 'Esperando la llave de seguridad o el teléfono de la persona…',
  addedUnnamed: 'Se ha añadido la llave de acceso.',
  removeText: 'La persona ya no podrá iniciar sesión con ella.',
  removeAlsoFromProvider:
    'Pide a la persona que la elimine también de su gestor de contraseñas o de su llave.',
  removeLastText:
    'Es la única llave de acceso de esta persona. Sin ella no podrá iniciar sesión con una llave de acceso.',
  removeLastConfirm: 'Sé que es la última.',
  bannerTitle: 'Hace falta una nueva llave de acceso',
  bannerText:
    'Las llaves de acceso funcionan ahora de otra manera aquí. Con las anteriores esta persona ya no puede iniciar sesión.',
  unsupported:
    'Este navegador no puede crear llaves de acceso. Aun así puedes cambiar el nombre de las de esta persona y eliminarlas.',
  sendCodeTitle: 'Configurar con un código',
  sendCodeText:
    'La persona recibe un código por correo o SMS. Úsalo para añadir una llave de acceso en su llave de seguridad o su teléfono.',
  address: 'Correo o número de teléfono',
  sendCode: 'Enviar un código',
  codeSent: (address) => `Si ${address} está registrado, el código va en camino.`,
  code: 'Código',
  useCode: 'Añadir con el código',
  alreadyAdded: 'Esa llave de seguridad o ese teléfono ya tiene una llave de acceso para esta persona.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('es', count, {
      one: 'Ahora no es posible. Inténtalo de nuevo dentro de # minuto.',
      other: 'Ahora no es posible. Inténtalo de nuevo dentro de # minutos.',
    }),
  hours: (count) =>
    plural('es', count, {
      one: 'Ahora no es posible. Inténtalo de nuevo dentro de # hora.',
      other: 'Ahora no es posible. Inténtalo de nuevo dentro de # horas.',
    }),
};

export const es: Messages = { errors, signIn, signUp, manager, helpdesk, delays };
