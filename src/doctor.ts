export { examineTenant } from './doctor/examine-tenant.ts';
export { printReport } from './doctor/print-report.ts';
export type { SavedShapes, Shape } from './doctor/shapes.ts';
export type { App } from './doctor/transaction.ts';
export type { PrintOptions } from './doctor/print-report.ts';
export type { Client, DoctorOptions, Finding, Report, Verdict } from './doctor/types.ts';
export { isPasskeyError, PasskeyError } from './errors.ts';
