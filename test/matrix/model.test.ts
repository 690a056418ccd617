/** More of the sequences that `npm test` tries a few of. */
process.env['MODEL_RUNS'] ??= '300';
await import('../mock-server/model/model.test.ts');

export {};
