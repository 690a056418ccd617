/** The promises of the documentation. One file, because its compilers take longer to load than to run. */
import './script-blocks.ts';
import './example-blocks.ts';
import './markup-blocks.ts';
import './component-blocks.ts';
import './style-blocks.ts';
import './shell-blocks.ts';
import './page-links.ts';
import './references-lead.ts';
import './glossary-kept.ts';
import './habits.ts';
import './elements-described.ts';
import './elements-written.ts';
import './states-written.ts';
import './errors-explained.ts';
import './policy-written.ts';
import './promises-tested.ts';
