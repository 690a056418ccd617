import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'Este navegador não oferece suporte a chaves de acesso.',
  insecure_context: 'As chaves de acesso precisam de uma conexão segura.',
  blocked_by_policy: 'Não é possível usar chaves de acesso nesta página.',
  wrong_domain: 'Não é possível usar chaves de acesso neste endereço.',
  cancelled: 'Nada aconteceu. Você pode tentar de novo quando quiser.',
  timed_out: 'Demorou um pouco demais. Tente de novo quando quiser.',
  no_passkey: 'Nenhuma chave de acesso foi encontrada neste dispositivo.',
  already_registered: 'Este dispositivo já tem uma chave de acesso para a sua conta.',
  authenticator_unfit:
    'Este dispositivo ou esta chave de segurança não consegue guardar esse tipo de chave de acesso. Tente com outro.',
  provider_error: 'Seu provedor de chaves de acesso não conseguiu concluir. Tente de novo em instantes.',
  aborted: 'Isto foi interrompido porque outra coisa começou.',
  mode_mismatch: 'É preciso configurar esta chave de acesso de novo para que ela funcione aqui.',
  mechanism_disabled: 'As chaves de acesso não estão disponíveis aqui.',
  unknown_credential: 'Esta chave de acesso não é mais reconhecida aqui. Tente com outra.',
  verification_failed: 'Não deu certo. Tente de novo ou entre de outra forma.',
  challenge_expired: 'Demorou um pouco demais. Tente de novo.',
  wrong_credentials: 'O nome de usuário ou a senha não está certo.',
  wrong_code: 'Este código não está certo ou é antigo demais.',
  unauthorized: 'Entre de novo na sua conta.',
  reauthentication_required: 'Confirme que é você.',
  different_subject: 'Essa era outra conta. Confirme com a conta que você está usando.',
  forbidden: 'Você não tem permissão para fazer isso.',
  capacity_reached: 'Sua conta não comporta mais chaves de acesso. Remova uma para adicionar outra.',
  last_passkey: 'Esta é a sua única chave de acesso, por isso não é possível removê-la.',
  not_found: 'Isto não existe mais.',
  conflict: 'Algo mudou nesse meio-tempo. Confira de novo.',
  invalid_request: 'Não foi possível aceitar isso. Confira e tente de novo.',
  rate_limited: 'Foram muitas tentativas. Espere um pouco e tente de novo.',
  offline: 'Não há conexão. Verifique sua rede e tente de novo.',
  server_error: 'O servidor está com um problema. Tente de novo em instantes.',
  bad_response: 'Não foi possível entender a resposta do servidor. Tente de novo em instantes.',
  redirect_refused: 'Não é possível ir para a próxima página porque o endereço dela não é confiável.',
  configuration: 'As chaves de acesso não estão configuradas corretamente nesta página.',
};

const signIn: Messages['signIn'] = {
  username: 'Nome de usuário ou e-mail',
  usernameMissing: 'Digite primeiro seu nome de usuário ou e-mail.',
  button: 'Entrar com uma chave de acesso',
  hint: 'Com sua impressão digital, seu rosto ou o bloqueio de tela.',
  waiting: 'Aguardando sua chave de acesso…',
  checking: 'Um momento…',
  account: 'Entrando como',
  useAnotherAccount: 'Usar outra conta',
  otherWays: 'ou',
  secondFactorTitle: 'Só mais uma etapa',
  secondFactorText: 'Confirme com sua chave de acesso que é você.',
  secondFactorButton: 'Continuar com uma chave de acesso',
  startOver: 'Começar de novo',
  offerTitle: 'Entre mais rápido da próxima vez',
  offerText:
    'Crie uma chave de acesso neste dispositivo e entre com sua impressão digital, seu rosto ou o bloqueio de tela.',
  offerTextAfterPhone:
    'Você usou uma chave de acesso de outro dispositivo. Crie uma aqui também e entre com sua impressão digital, seu rosto ou o bloqueio de tela.',
  offerButton: 'Criar uma chave de acesso',
  notNow: 'Agora não',
  signedIn: 'Você entrou na sua conta.',
  redirecting: 'Você entrou na sua conta. Redirecionando…',
  unavailable: 'As chaves de acesso não estão disponíveis aqui. Entre de outra forma.',
  unsupported: 'Este navegador não oferece suporte a chaves de acesso. Entre de outra forma.',
  cancel: 'Cancelar',
  signingIn: 'Entrando…',
  creating: 'Criando sua chave de acesso…',
  cancelledFirst: 'Nada aconteceu. Se você ainda não tem uma chave de acesso, entre de outra forma.',
  cancelledAgain:
    'Nenhuma chave de acesso foi usada desta vez também. Entre de outra forma e crie uma depois.',
  cancelledUsedBefore:
    'Nada aconteceu. Se sua chave de acesso não aparece mais, entre de outra forma e configure-a de novo.',
  refusedAtOnce:
    'Este aplicativo ou navegador não permite usar chaves de acesso. Abra esta página no seu navegador habitual ou entre de outra forma.',
  fieldMissing: (label) => `Preencha “${label}” primeiro.`,
  expired: 'Este acesso expirou ou já foi usado. Volte para onde você estava e entre a partir de lá.',
  createAccount: 'Criar uma conta',
  expiredButton: 'Começar de novo',
  expiredLink: 'Voltar ao aplicativo',
  offerTextAgain:
    'A forma como as chaves de acesso funcionam aqui mudou. Configure a sua de novo e entre com sua impressão digital, seu rosto ou o bloqueio de tela.',
};

const signUp: Messages['signUp'] = {
  text: 'Sua conta terá uma chave de acesso. Você vai entrar com sua impressão digital, seu rosto ou o bloqueio de tela, sem senha.',
  button: 'Criar uma conta com uma chave de acesso',
  creating: 'Criando sua conta…',
  haveAccount: 'Já tenho uma conta',
  taken: 'Já existe uma conta com este nome. Entre com ela ou escolha outro nome.',
  refused: 'Este nome não pode ser usado. Confira ou escolha outro.',
  cancelled: 'Sua conta ainda não foi criada. Você pode tentar de novo quando quiser.',
  refusedAtOnce:
    'Este aplicativo ou navegador não permite usar chaves de acesso. Abra esta página no seu navegador habitual para criar sua conta.',
  unsupported:
    'Este navegador não pode criar chaves de acesso. Abra esta página em outro navegador para criar sua conta.',
  unavailable: 'Não é possível criar contas com uma chave de acesso aqui. Crie a sua de outra forma.',
  hasPasskey: 'Este dispositivo já tem uma chave de acesso para esta conta. Entre com ela.',
  failed: 'Não foi possível criar sua conta. Tente de novo.',
  created: 'Sua conta está pronta e você já entrou.',
  createdRedirecting: 'Sua conta está pronta. Redirecionando…',
  linkOver: 'Este link expirou ou já foi usado. Peça um novo.',
};

const manager: Messages['manager'] = {
  heading: 'Chaves de acesso',
  intro: 'Entre com sua impressão digital, seu rosto ou o bloqueio de tela em vez de uma senha.',
  loading: 'Carregando suas chaves de acesso…',
  retry: 'Tentar de novo',
  emptyTitle: 'Ainda não há chaves de acesso',
  emptyText: 'Adicione uma e entre com sua impressão digital, seu rosto ou o bloqueio de tela.',
  count: (used, capacity) => (capacity === undefined ? keys(used) : `${used} de ${capacity}`),
  full: (capacity) =>
    plural('pt-BR', capacity, {
      one: 'Você tem # chave de acesso, o máximo da sua conta.',
      other: 'Você tem # chaves de acesso, o máximo da sua conta. Remova uma primeiro.',
    }),
  add: 'Adicionar uma chave de acesso',
  waiting: 'Aguardando sua chave de acesso…',
  notAdded: 'Não foi possível adicionar a chave de acesso. Tente de novo.',
  saving: 'Salvando a chave de acesso…',
  added: (name) => `“${name}” foi adicionada.`,
  addedUnnamed: 'Sua chave de acesso foi adicionada.',
  name: 'Nome',
  renameOf: (name) => `Renomear “${name}”`,
  save: 'Salvar',
  cancel: 'Cancelar',
  renamed: (name) => `Agora se chama “${name}”.`,
  unnamed: 'Chave de acesso sem nome',
  nameInvalid: 'Um nome tem de 1 a 64 caracteres.',
  nameCharacters: 'Um nome não pode conter caracteres de controle.',
  notRenamed: (name) => `Ainda se chama “${name}”.`,
  remove: 'Remover',
  removeOf: (name) => `Remover “${name}”`,
  removeTitle: (name) => `Remover “${name}”?`,
  removeText: 'Você não poderá mais entrar com ela.',
  removeAlsoFromProvider:
    'Remova-a também do seu gerenciador de senhas para que ela não seja mais oferecida.',
  removeOldText: 'Chaves de acesso de uma forma anterior de entrar não funcionam mais aqui.',
  removedMany: (count) =>
    plural('pt-BR', count, {
      one: '# chave de acesso foi removida.',
      other: '# chaves de acesso foram removidas.',
    }),
  removed: (name) => `“${name}” foi removida.`,
  lastPasskey: 'Não é possível remover sua única chave de acesso. Adicione outra primeiro.',
  created: (date) => `Criada em ${date}`,
  lastUsed: (date) => `Último uso: ${date}`,
  usedHere: 'Usada neste navegador',
  synced: 'Sincronizada',
  thisDeviceOnly: 'Somente em um dispositivo',
  modeSmart: 'Um toque',
  modeClassic: 'Com nome de usuário',
  setUpAgain: 'Precisa ser configurada de novo',
  bannerTitle: 'Configure sua chave de acesso de novo',
  bannerText:
    'As chaves de acesso agora funcionam de outro jeito aqui. As anteriores não servem mais para entrar.',
  bannerButton: 'Configurar uma nova chave de acesso',
  removeOld: (count) =>
    plural('pt-BR', count, {
      one: 'Remover a chave de acesso antiga',
      other: 'Remover # chaves de acesso antigas',
    }),
  stepUpTitle: 'Confirme que é você',
  stepUpText: 'Já faz um tempo que você entrou. Confirme para continuar.',
  stepUpButton: 'Confirmar',
  outdated: 'Esta lista pode estar desatualizada.',
  unavailable: 'As chaves de acesso não estão disponíveis aqui.',
  unsupported: 'Este navegador não consegue criar chaves de acesso. Você ainda pode ver e remover as suas.',
  alreadyAdded:
    'Esse dispositivo, chave de segurança ou gerenciador de senhas já tem uma chave de acesso para a sua conta.',
  securityKey: 'Chave de segurança',
  phone: 'Celular',
  stepUpAccount: (name) => `Conta: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'Esta pessoa entra com elas em vez de uma senha.',
  loading: 'Carregando as chaves de acesso…',
  emptyText: 'Esta pessoa ainda não configurou nenhuma.',
  full: (capacity) =>
    plural('pt-BR', capacity, {
      one: 'Esta pessoa tem # chave de acesso, o máximo da conta. Remova-a primeiro.',
      other: 'Esta pessoa tem # chaves de acesso, o máximo da conta. Remova uma primeiro.',
    }),
  add: 'Adicionar na chave ou no celular da pessoa',
  waiting: 'Aguardando a chave de segurança ou o celular da pessoa…',
  addedUnnamed: 'A chave de acesso foi adicionada.',
  removeText: 'A pessoa não poderá mais entrar com ela.',
  removeAlsoFromProvider:
    'Peça à pessoa que a remova também do gerenciador de senhas ou da chave de segurança.',
  removeLastText:
    'É a única chave de acesso desta pessoa. Sem ela, a pessoa não pode entrar com uma chave de acesso.',
  removeLastConfirm: 'Sei que esta é a última.',
  bannerTitle: 'É necessária uma nova chave de acesso',
  bannerText:
    'As chaves de acesso agora funcionam de outro jeito aqui. Com as anteriores, esta pessoa não consegue mais entrar.',
  unsupported:
    'Este navegador não consegue criar chaves de acesso. Você ainda pode renomear e remover as desta pessoa.',
  sendCodeTitle: 'Configurar com um código',
  sendCodeText:
    'A pessoa recebe um código por e-mail ou SMS. Use-o para adicionar uma chave de acesso na chave de segurança ou no celular dela.',
  address: 'E-mail ou número de telefone',
  sendCode: 'Enviar um código',
  codeSent: (address) => `Se ${address} estiver cadastrado, um código está a caminho.`,
  code: 'Código',
  useCode: 'Adicionar com o código',
  alreadyAdded: 'Essa chave de segurança ou esse celular já tem uma chave de acesso para esta pessoa.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('pt-BR', count, {
      one: 'Não é possível agora. Tente de novo em # minuto.',
      other: 'Não é possível agora. Tente de novo em # minutos.',
    }),
  hours: (count) =>
    plural('pt-BR', count, {
      one: 'Não é possível agora. Tente de novo em # hora.',
      other: 'Não é possível agora. Tente de novo em # horas.',
    }),
};

export const ptBR: Messages = { errors, signIn, signUp, manager, helpdesk, delays };

function keys(count: number): string {
  return plural('pt-BR', count, { one: '# chave de acesso', other: '# chaves de acesso' });
}
