import '../../../src/define.ts';
