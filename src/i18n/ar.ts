import type { Messages } from './en.ts';
import { plural } from './plural.ts';

const errors: Messages['errors'] = {
  unsupported: 'لا يدعم هذا المتصفح مفاتيح المرور.',
  insecure_context: 'تحتاج مفاتيح المرور إلى اتصال آمن.',
  blocked_by_policy: 'لا يمكن استخدام مفاتيح المرور في هذه الصفحة.',
  wrong_domain: 'لا يمكن استخدام مفاتيح المرور على هذا العنوان.',
  cancelled: 'لم يحدث شيء. يمكنك المحاولة مرة أخرى متى شئت.',
  timed_out: 'استغرق ذلك وقتًا أطول من اللازم. حاول مرة أخرى متى شئت.',
  no_passkey: 'لم يُعثر على مفتاح مرور على هذا الجهاز.',
  already_registered: 'يوجد على هذا الجهاز مفتاح مرور لحسابك بالفعل.',
  authenticator_unfit: 'لا يمكن لهذا الجهاز أو مفتاح الأمان حفظ هذا النوع من مفاتيح المرور. جرّب جهازًا آخر.',
  provider_error: 'تعذّر على موفّر مفتاح المرور إتمام العملية. حاول مرة أخرى بعد قليل.',
  aborted: 'توقفت العملية لأن عملية أخرى بدأت.',
  mode_mismatch: 'يجب إعداد مفتاح المرور هذا من جديد ليعمل هنا.',
  mechanism_disabled: 'مفاتيح المرور غير متاحة هنا.',
  unknown_credential: 'لم يعد مفتاح المرور هذا معروفًا هنا. جرّب مفتاحًا آخر.',
  verification_failed: 'لم ينجح ذلك. حاول مرة أخرى أو سجّل الدخول بطريقة أخرى.',
  challenge_expired: 'استغرق ذلك وقتًا أطول من اللازم. يُرجى المحاولة مرة أخرى.',
  wrong_credentials: 'اسم المستخدم أو كلمة المرور غير صحيحة.',
  wrong_code: 'هذا الرمز غير صحيح أو منتهي الصلاحية.',
  unauthorized: 'يُرجى تسجيل الدخول مرة أخرى.',
  reauthentication_required: 'يُرجى تأكيد هويتك.',
  different_subject: 'كان ذلك حسابًا آخر. يُرجى التأكيد بالحساب الذي تستخدمه.',
  forbidden: 'لا يُسمح لك بذلك.',
  capacity_reached: 'بلغ حسابك الحد الأقصى من مفاتيح المرور. أزل مفتاحًا لتضيف آخر.',
  last_passkey: 'هذا مفتاح المرور الوحيد لديك، لذلك لا يمكن إزالته.',
  not_found: 'لم يعد هذا موجودًا.',
  conflict: 'تغيّر شيء في هذه الأثناء. يُرجى التحقق مرة أخرى.',
  invalid_request: 'تعذّر قبول ذلك. يُرجى المراجعة والمحاولة مرة أخرى.',
  rate_limited: 'كانت المحاولات كثيرة. انتظر لحظة ثم حاول مرة أخرى.',
  offline: 'لا يوجد اتصال. تحقق من الشبكة وحاول مرة أخرى.',
  server_error: 'حدثت مشكلة في الخادم. حاول مرة أخرى بعد قليل.',
  bad_response: 'ردّ الخادم غير مفهوم. حاول مرة أخرى بعد قليل.',
  redirect_refused: 'لا يمكن نقلك إلى الصفحة التالية لأن عنوانها غير موثوق.',
  configuration: 'لم يتم إعداد مفاتيح المرور بشكل صحيح في هذه الصفحة.',
};

const signIn: Messages['signIn'] = {
  username: 'اسم المستخدم أو البريد الإلكتروني',
  usernameMissing: 'أدخل اسم المستخدم أو البريد الإلكتروني أولًا.',
  button: 'تسجيل الدخول بمفتاح المرور',
  hint: 'استخدم بصمة الإصبع أو الوجه أو قفل الشاشة.',
  waiting: 'في انتظار مفتاح المرور…',
  checking: 'لحظة من فضلك…',
  account: 'تسجيل الدخول باسم',
  useAnotherAccount: 'استخدام حساب آخر',
  otherWays: 'أو',
  secondFactorTitle: 'خطوة واحدة أخرى',
  secondFactorText: 'أكّد هويتك بمفتاح المرور.',
  secondFactorButton: 'المتابعة بمفتاح المرور',
  startOver: 'البدء من جديد',
  offerTitle: 'سجّل الدخول أسرع في المرة القادمة',
  offerText: 'أنشئ مفتاح مرور على هذا الجهاز، ثم سجّل الدخول ببصمة الإصبع أو الوجه أو قفل الشاشة.',
  offerTextAfterPhone:
    'استخدمت مفتاح مرور من جهاز آخر. أنشئ مفتاحًا هنا أيضًا، ثم سجّل الدخول ببصمة الإصبع أو الوجه أو قفل الشاشة.',
  offerButton: 'إنشاء مفتاح مرور',
  notNow: 'ليس الآن',
  signedIn: 'تم تسجيل دخولك.',
  redirecting: 'تم تسجيل دخولك. جارٍ نقلك…',
  unavailable: 'مفاتيح المرور غير متاحة هنا. يُرجى تسجيل الدخول بطريقة أخرى.',
  unsupported: 'لا يدعم هذا المتصفح مفاتيح المرور. يُرجى تسجيل الدخول بطريقة أخرى.',
};

const manager: Messages['manager'] = {
  heading: 'مفاتيح المرور',
  intro: 'سجّل الدخول ببصمة الإصبع أو الوجه أو قفل الشاشة بدلًا من كلمة المرور.',
  loading: 'جارٍ تحميل مفاتيح المرور…',
  retry: 'إعادة المحاولة',
  emptyTitle: 'لا توجد مفاتيح مرور بعد',
  emptyText: 'أضف مفتاحًا، ثم سجّل الدخول ببصمة الإصبع أو الوجه أو قفل الشاشة.',
  count: (used, capacity) => (capacity === undefined ? keys(used, 'مفتاحا') : `${used} من ${capacity}`),
  full: (capacity) =>
    capacity === 1
      ? `لديك ${keys(1, 'مفتاحا')}، وهو الحد الأقصى لحسابك.`
      : `لديك ${keys(capacity, 'مفتاحا')}، وهو الحد الأقصى لحسابك. أزل مفتاحًا أولًا.`,
  add: 'إضافة مفتاح مرور',
  waiting: 'في انتظار مفتاح المرور…',
  added: (name) => `تمت إضافة ${quoted(name)}.`,
  addedUnnamed: 'تمت إضافة مفتاح المرور.',
  name: 'الاسم',
  renameOf: (name) => `إعادة تسمية ${quoted(name)}`,
  save: 'حفظ',
  cancel: 'إلغاء',
  renamed: (name) => `أصبح الاسم ${quoted(name)}.`,
  unnamed: 'مفتاح مرور بلا اسم',
  nameInvalid: 'يتكون الاسم من 1 إلى 64 حرفًا.',
  nameCharacters: 'لا يمكن أن يحتوي الاسم على أحرف تحكّم.',
  notRenamed: (name) => `ما زال الاسم ${quoted(name)}.`,
  remove: 'إزالة',
  removeOf: (name) => `إزالة ${quoted(name)}`,
  removeTitle: (name) => `هل تريد إزالة ${quoted(name)}؟`,
  removeText: 'لن تتمكن من تسجيل الدخول به بعد ذلك.',
  removeAlsoFromProvider: 'أزله أيضًا من مدير كلمات المرور حتى لا يُعرض عليك مرة أخرى.',
  removeOldText: 'لم تعد مفاتيح المرور الخاصة بطريقة تسجيل دخول سابقة تعمل هنا.',
  removedMany: (count) => `تمت إزالة ${keys(count, 'مفتاحَي')}.`,
  removed: (name) => `تمت إزالة ${quoted(name)}.`,
  lastPasskey: 'لا يمكن إزالة مفتاح المرور الوحيد لديك. أضف مفتاحًا آخر أولًا.',
  created: (date) => `أُنشئ في ${date}`,
  lastUsed: (date) => `آخر استخدام: ${date}`,
  usedHere: 'استُخدم في هذا المتصفح',
  synced: 'متزامن',
  thisDeviceOnly: 'على جهاز واحد فقط',
  modeSmart: 'بنقرة واحدة',
  modeClassic: 'مع اسم المستخدم',
  setUpAgain: 'يجب إعداده من جديد',
  bannerTitle: 'أعد إعداد مفتاح المرور',
  bannerText: 'تغيّرت طريقة عمل مفاتيح المرور هنا. لم تعد مفاتيحك السابقة صالحة لتسجيل الدخول.',
  bannerButton: 'إعداد مفتاح مرور جديد',
  removeOld: (count) =>
    plural('ar', count, {
      one: 'إزالة مفتاح المرور القديم',
      two: 'إزالة مفتاحَي المرور القديمين',
      few: 'إزالة # مفاتيح مرور قديمة',
      many: 'إزالة # مفتاح مرور قديمًا',
      other: 'إزالة # مفتاح مرور قديم',
    }),
  stepUpTitle: 'أكّد هويتك',
  stepUpText: 'مرّ بعض الوقت على تسجيل دخولك. أكّد للمتابعة.',
  stepUpButton: 'تأكيد',
  outdated: 'قد لا تكون هذه القائمة محدّثة.',
  unavailable: 'مفاتيح المرور غير متاحة هنا.',
  unsupported: 'لا يمكن لهذا المتصفح إنشاء مفاتيح مرور. ما زال بإمكانك عرض مفاتيحك وإزالتها.',
  alreadyAdded: 'يوجد بالفعل مفتاح مرور لحسابك على ذلك الجهاز أو مفتاح الأمان أو في مدير كلمات المرور.',
  securityKey: 'مفتاح أمان',
  phone: 'هاتف',
  stepUpAccount: (name) => `الحساب: ${name}`,
};

const helpdesk: Messages['helpdesk'] = {
  intro: 'ما يستخدمه هذا الشخص لتسجيل الدخول بدلًا من كلمة المرور.',
  loading: 'جارٍ تحميل مفاتيح المرور…',
  emptyText: 'لم يُعدّ هذا الشخص أي مفتاح بعد.',
  full: (capacity) =>
    `لدى هذا الشخص ${keys(capacity, 'مفتاحا')}، وهو الحد الأقصى للحساب. ${capacity === 1 ? 'أزله أولًا.' : 'أزل مفتاحًا أولًا.'}`,
  add: 'إضافة على مفتاح الشخص أو هاتفه',
  waiting: 'في انتظار مفتاح الأمان أو هاتف الشخص…',
  addedUnnamed: 'تمت إضافة مفتاح المرور.',
  removeText: 'لن يتمكن الشخص من تسجيل الدخول به بعد ذلك.',
  removeAlsoFromProvider: 'اطلب من الشخص إزالته أيضًا من مدير كلمات المرور أو من مفتاحه.',
  removeLastText: 'هذا مفتاح المرور الوحيد لهذا الشخص. بدونه لا يمكنه تسجيل الدخول بمفتاح مرور.',
  removeLastConfirm: 'أعلم أن هذا هو الأخير.',
  bannerTitle: 'يلزم مفتاح مرور جديد',
  bannerText: 'تغيّرت طريقة عمل مفاتيح المرور هنا. لم تعد مفاتيح هذا الشخص السابقة صالحة لتسجيل الدخول.',
  unsupported:
    'لا يمكن لهذا المتصفح إنشاء مفاتيح مرور. ما زال بإمكانك إعادة تسمية مفاتيح هذا الشخص وإزالتها.',
  sendCodeTitle: 'الإعداد برمز',
  sendCodeText:
    'يتلقى الشخص رمزًا بالبريد الإلكتروني أو برسالة نصية. استخدمه لإضافة مفتاح مرور على مفتاحه أو هاتفه.',
  address: 'البريد الإلكتروني أو رقم الهاتف',
  sendCode: 'إرسال رمز',
  codeSent: (address) => `إذا كان ${isolated(address)} معروفًا، فالرمز في الطريق.`,
  code: 'الرمز',
  useCode: 'الإضافة بالرمز',
  alreadyAdded: 'يوجد بالفعل مفتاح مرور لهذا الشخص على مفتاح الأمان أو الهاتف ذاك.',
};

const delays: Messages['delays'] = {
  minutes: (count) =>
    plural('ar', count, {
      one: 'هذا غير ممكن الآن. حاول مرة أخرى بعد دقيقة واحدة.',
      two: 'هذا غير ممكن الآن. حاول مرة أخرى بعد دقيقتين.',
      few: 'هذا غير ممكن الآن. حاول مرة أخرى بعد # دقائق.',
      other: 'هذا غير ممكن الآن. حاول مرة أخرى بعد # دقيقة.',
    }),
  hours: (count) =>
    plural('ar', count, {
      one: 'هذا غير ممكن الآن. حاول مرة أخرى بعد ساعة واحدة.',
      two: 'هذا غير ممكن الآن. حاول مرة أخرى بعد ساعتين.',
      few: 'هذا غير ممكن الآن. حاول مرة أخرى بعد # ساعات.',
      other: 'هذا غير ممكن الآن. حاول مرة أخرى بعد # ساعة.',
    }),
};

export const ar: Messages = { errors, signIn, manager, helpdesk, delays };

/**
 * Arabic writes no digits for one and two.
 *
 * @param dual "two keys" in the case of the sentence: `مفتاحا` (nominative) or `مفتاحَي` (genitive)
 */
function keys(count: number, dual: 'مفتاحا' | 'مفتاحَي'): string {
  return plural('ar', count, {
    one: 'مفتاح مرور واحد',
    two: `${dual} مرور`,
    few: '# مفاتيح مرور',
    other: '# مفتاح مرور',
  });
}

const quoted = (name: string): string => `«${isolated(name)}»`;

/** Unicode Bidirectional Algorithm, section 2.4 "Explicit Directional Isolates": a Latin name keeps its order. */
const isolated = (text: string): string => `\u2068${text}\u2069`;
