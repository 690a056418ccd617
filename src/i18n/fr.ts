import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Ce navigateur ne prend pas en charge les clés d’accès.',
  insecure_context: 'Les clés d’accès nécessitent une connexion sécurisée.',
  blocked_by_policy: 'Les clés d’accès ne peuvent pas être utilisées sur cette page.',
  wrong_domain: 'Les clés d’accès ne peuvent pas être utilisées à cette adresse.',
  cancelled: 'Il ne s’est rien passé. Vous pouvez réessayer quand vous voulez.',
  timed_out: 'Cela a pris un peu trop de temps. Réessayez quand vous voulez.',
  no_passkey: 'Aucune clé d’accès n’a été trouvée sur cet appareil.',
  already_registered: 'Cet appareil a déjà une clé d’accès pour votre compte.',
  authenticator_unfit:
    'Cet appareil ou cette clé de sécurité ne peut pas contenir ce type de clé d’accès. Essayez-en un autre.',
  provider_error: 'Votre fournisseur de clés d’accès n’a pas pu terminer. Réessayez dans un instant.',
  aborted: 'Ceci a été interrompu, car autre chose a commencé.',
  mode_mismatch: 'Cette clé d’accès doit être reconfigurée avant de fonctionner ici.',
  mechanism_disabled: 'Les clés d’accès ne sont pas disponibles ici.',
  unknown_credential: 'Cette clé d’accès n’est plus reconnue ici. Essayez-en une autre.',
  verification_failed: 'Cela n’a pas fonctionné. Réessayez ou connectez-vous autrement.',
  challenge_expired: 'Cela a pris un peu trop de temps. Veuillez réessayer.',
  wrong_credentials: 'L’identifiant ou le mot de passe n’est pas correct.',
  wrong_code: 'Ce code n’est pas correct ou est trop ancien.',
  unauthorized: 'Veuillez vous reconnecter.',
  reauthentication_required: 'Veuillez confirmer que c’est bien vous.',
  different_subject: 'C’était un autre compte. Veuillez confirmer avec le compte que vous utilisez.',
  forbidden: 'Vous n’avez pas l’autorisation de faire cela.',
  capacity_reached:
    'Vous avez autant de clés d’accès que votre compte peut en contenir. Supprimez-en une pour en ajouter une autre.',
  last_passkey: 'C’est votre seule clé d’accès\u00a0: elle ne peut pas être supprimée.',
  not_found: 'Ceci n’existe plus.',
  conflict: 'Quelque chose a changé entre-temps. Veuillez vérifier.',
  invalid_request: 'Cela n’a pas pu être accepté. Vérifiez, puis réessayez.',
  rate_limited: 'Cela fait beaucoup d’essais. Attendez un instant, puis réessayez.',
  offline: 'Il n’y a pas de connexion. Vérifiez votre réseau et réessayez.',
  server_error: 'Le serveur a un problème. Réessayez dans un instant.',
  bad_response: 'La réponse du serveur est incompréhensible. Réessayez dans un instant.',
  redirect_refused: 'Impossible de vous conduire à la page suivante\u00a0: son adresse n’est pas fiable.',
  configuration: 'Les clés d’accès ne sont pas correctement configurées sur cette page.',
};

const signIn: Messages['signIn'] = {
  username: 'Identifiant ou e-mail',
  usernameMissing: 'Saisissez d’abord votre identifiant ou votre e-mail.',
  button: 'Se connecter avec une clé d’accès',
  hint: 'Avec votre empreinte, votre visage ou le verrouillage de l’écran.',
  waiting: 'En attente de votre clé d’accès…',
  checking: 'Un instant…',
  account: 'Connexion en tant que',
  useAnotherAccount: 'Utiliser un autre compte',
  otherWays: 'ou',
  secondFactorTitle: 'Encore une étape',
  secondFactorText: 'Confirmez avec votre clé d’accès que c’est bien vous.',
  secondFactorButton: 'Continuer avec une clé d’accès',
  startOver: 'Recommencer',
  offerTitle: 'Plus rapide la prochaine fois',
  offerText:
    'Créez une clé d’accès sur cet appareil\u00a0: votre empreinte, votre visage ou le verrouillage de l’écran suffira.',
  offerTextAfterPhone:
    'Votre clé d’accès se trouve sur un autre appareil. Créez-en une ici aussi\u00a0: votre empreinte, votre visage ou le verrouillage de l’écran suffira.',
  offerButton: 'Créer une clé d’accès',
  notNow: 'Pas maintenant',
  signedIn: 'Connexion réussie.',
  redirecting: 'Connexion réussie. Redirection en cours…',
  unavailable: 'Les clés d’accès ne sont pas disponibles ici. Veuillez vous connecter autrement.',
  unsupported: 'Ce navigateur ne prend pas en charge les clés d’accès. Veuillez vous connecter autrement.',
  cancel: 'Annuler',
  signingIn: 'Connexion en cours…',
  creating: 'Création de votre clé d’accès…',
  cancelledFirst: 'Rien ne s’est passé. Si vous n’avez pas encore de clé d’accès, connectez-vous autrement.',
  cancelledAgain:
    'Aucune clé d’accès n’a été utilisée cette fois non plus. Connectez-vous autrement, puis créez-en une.',
  cancelledUsedBefore:
    'Rien ne s’est passé. Si votre clé d’accès n’est plus proposée, connectez-vous autrement et configurez-la de nouveau.',
  refusedAtOnce:
    'Cette application ou ce navigateur ne permet pas d’utiliser les clés d’accès. Ouvrez cette page dans votre navigateur habituel ou connectez-vous autrement.',
  fieldMissing: (label) => `Remplissez d’abord «\u00a0${label}\u00a0».`,
  expired:
    'Cette connexion a expiré ou a déjà servi. Revenez d’où vous venez et connectez-vous à partir de là.',
  createAccount: 'Créer un compte',
  expiredButton: 'Recommencer',
  expiredLink: 'Retour à l’application',
  offerTextAgain:
    'Le fonctionnement des clés d’accès a changé ici. Configurez de nouveau la vôtre, et votre empreinte, votre visage ou le verrouillage de l’écran vous connectera.',
};

const signUp: Messages['signUp'] = {
  text: 'Votre compte reçoit une clé d’accès. Vous vous connecterez avec votre empreinte, votre visage ou le verrouillage de l’écran, sans mot de passe.',
  button: 'Créer un compte avec une clé d’accès',
  creating: 'Création de votre compte…',
  haveAccount: 'J’ai déjà un compte',
  taken: 'Il existe déjà un compte sous ce nom. Connectez-vous avec celui-ci ou choisissez un autre nom.',
  refused: 'Ce nom ne peut pas être utilisé. Vérifiez-le ou choisissez-en un autre.',
  cancelled: 'Votre compte n’a pas encore été créé. Réessayez quand vous le souhaitez.',
  refusedAtOnce:
    'Cette application ou ce navigateur ne permet pas d’utiliser les clés d’accès. Ouvrez cette page dans votre navigateur habituel pour créer votre compte.',
  unsupported:
    'Ce navigateur ne peut pas créer de clés d’accès. Ouvrez cette page dans un autre navigateur pour créer votre compte.',
  unavailable: 'Il n’est pas possible de créer ici un compte avec une clé d’accès. Créez le vôtre autrement.',
  hasPasskey: 'Cet appareil a déjà une clé d’accès pour ce compte. Connectez-vous avec celle-ci.',
  failed: 'Votre compte n’a pas pu être créé. Veuillez réessayer.',
  created: 'Votre compte est prêt et vous êtes connecté.',
  createdRedirecting: 'Votre compte est prêt. Redirection en cours…',
  linkOver: 'Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.',
};

const manager: Messages['manager'] = {
  heading: 'Clés d’accès',
  intro:
    'Connectez-vous avec votre empreinte, votre visage ou le verrouillage de l’écran, sans mot de passe.',
  loading: 'Chargement de vos clés d’accès…',
  retry: 'Réessayer',
  emptyTitle: 'Aucune clé d’accès pour le moment',
  emptyText: 'Ajoutez-en une\u00a0: votre empreinte, votre visage ou le verrouillage de l’écran suffira.',
  count: (used, capacity) =>
    capacity === undefined
      ? plural('fr', used, { one: '# clé d’accès', other: '# clés d’accès' })
      : `${used} sur ${capacity}`,
  full: (capacity) =>
    plural('fr', capacity, {
      one: 'Vous avez # clé d’accès, le maximum pour votre compte.',
      other: 'Vous avez # clés d’accès, le maximum pour votre compte. Supprimez-en d’abord une.',
    }),
  add: 'Ajouter une clé d’accès',
  waiting: 'En attente de votre clé d’accès…',
  notAdded: 'La clé d’accès n’a pas pu être ajoutée. Veuillez réessayer.',
  saving: 'Enregistrement de la clé d’accès…',
  added: (name) => `${quoted(name)} a été ajoutée.`,
  addedUnnamed: 'Votre clé d’accès a été ajoutée.',
  name: 'Nom',
  renameOf: (name) => `Renommer ${quoted(name)}`,
  save: 'Enregistrer',
  cancel: 'Annuler',
  renamed: (name) => `S’appelle maintenant ${quoted(name)}.`,
  unnamed: 'Clé d’accès sans nom',
  nameInvalid: 'Un nom comporte de 1 à 64 caractères.',
  nameCharacters: 'Un nom ne peut pas contenir de caractères de contrôle.',
  notRenamed: (name) => `S’appelle toujours ${quoted(name)}.`,
  remove: 'Supprimer',
  removeOf: (name) => `Supprimer ${quoted(name)}`,
  removeTitle: (name) => `Supprimer ${quoted(name)}\u202f?`,
  removeText: 'Vous ne pourrez plus vous connecter avec elle.',
  removeAlsoFromProvider:
    'Supprimez-la aussi de votre gestionnaire de mots de passe, pour qu’elle ne soit plus proposée.',
  removeOldText: 'Les clés d’accès créées pour une ancienne façon de se connecter ne fonctionnent plus ici.',
  removedMany: (count) =>
    plural('fr', count, {
      one: '# clé d’accès a été supprimée.',
      other: '# clés d’accès ont été supprimées.',
    }),
  removed: (name) => `${quoted(name)} a été supprimée.`,
  lastPasskey: 'Votre seule clé d’accès ne peut pas être supprimée. Ajoutez-en d’abord une autre.',
  created: (date) => `Créée le ${date}`,
  lastUsed: (date) => `Dernière utilisation\u00a0: ${date}`,
  usedHere: 'Utilisée dans ce navigateur',
  synced: 'Synchronisée',
  thisDeviceOnly: 'Sur un seul appareil',
  modeSmart: 'Un seul geste',
  modeClassic: 'Avec identifiant',
  setUpAgain: 'À reconfigurer',
  bannerTitle: 'Reconfigurez votre clé d’accès',
  bannerText:
    'Le fonctionnement des clés d’accès a changé ici. Les précédentes ne permettent plus de vous connecter.',
  bannerButton: 'Configurer une nouvelle clé d’accès',
  removeOld: (count) =>
    plural('fr', count, {
      one: 'Supprimer l’ancienne clé d’accès',
      other: 'Supprimer # anciennes clés d’accès',
    }),
  stepUpTitle: 'Confirmez que c’est bien vous',
  stepUpText: 'Votre connexion date un peu. Confirmez pour continuer.',
  stepUpButton: 'Confirmer',
  outdated: 'Cette liste n’est peut-être plus à jour.',
  unavailable: 'Les clés d’accès ne sont pas disponibles ici.',
  unsupported:
    'Ce navigateur ne peut pas créer de clés d’accès. Vous pouvez tout de même voir et supprimer les vôtres.',
  alreadyAdded:
    'Cet appareil, cette clé de sécurité ou ce gestionnaire de mots de passe a déjà une clé d’accès pour votre compte.',
  securityKey: 'Clé de sécurité',
  phone: 'Téléphone',
  stepUpAccount: (name) => `Compte\u00a0: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Cette personne se connecte avec elles, sans mot de passe.',
  loading: 'Chargement des clés d’accès…',
  emptyText: 'Cette personne n’en a pas encore configuré.',
  full: (capacity) =>
    plural('fr', capacity, {
      one: 'Cette personne a # clé d’accès, le maximum pour ce compte. Supprimez-la d’abord.',
      other: 'Cette personne a # clés d’accès, le maximum pour ce compte. Supprimez-en d’abord une.',
    }),
  add: 'Ajouter sur la clé ou le téléphone de la personne',
  waiting: 'En attente de la clé de sécurité ou du téléphone de la personne…',
  addedUnnamed: 'La clé d’accès a été ajoutée.',
  removeText: 'La personne ne pourra plus se connecter avec elle.',
  removeAlsoFromProvider:
    'Demandez à la personne de la supprimer aussi de son gestionnaire de mots de passe ou de sa clé.',
  removeLastText:
    'C’est la seule clé d’accès de cette personne. Sans elle, la personne ne pourra pas se connecter avec une clé d’accès.',
  removeLastConfirm: 'Je sais que c’est la dernière.',
  bannerTitle: 'Une nouvelle clé d’accès est nécessaire',
  bannerText:
    'Le fonctionnement des clés d’accès a changé ici. Les précédentes ne permettent plus à cette personne de se connecter.',
  unsupported:
    'Ce navigateur ne peut pas créer de clés d’accès. Vous pouvez tout de même renommer et supprimer celles de cette personne.',
  sendCodeTitle: 'Configurer avec un code',
  sendCodeText:
    'La personne reçoit un code par e-mail ou par SMS. Utilisez-le pour ajouter une clé d’accès sur sa clé de sécurité ou son téléphone.',
  address: 'E-mail ou numéro de téléphone',
  sendCode: 'Envoyer un code',
  codeSent: (address) => `Si ${address} est connu, un code a été envoyé.`,
  code: 'Code',
  useCode: 'Ajouter avec le code',
  alreadyAdded: 'Cette clé de sécurité ou ce téléphone a déjà une clé d’accès pour cette personne.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('fr', count, {
      one: 'Ce n’est pas possible pour le moment. Réessayez dans # minute.',
      other: 'Ce n’est pas possible pour le moment. Réessayez dans # minutes.',
    }),
  hours: (count) =>
    plural('fr', count, {
      one: 'Ce n’est pas possible pour le moment. Réessayez dans # heure.',
      other: 'Ce n’est pas possible pour le moment. Réessayez dans # heures.',
    }),
};

export const fr: Messages = { errors, signIn, signUp, manager, helpdesk, delays };

/** No line breaks inside the quotation marks. */
function quoted(name: string): string {
  return `«\u00a0${name}\u00a0»`;
}
