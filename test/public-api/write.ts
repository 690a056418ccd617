import { writeFileSync } from 'node:fs';
import { apiReport } from './report.ts';

writeFileSync('docs/api.md', await apiReport());
