/** What administrators and developers do on the demo site. */
import './stories/console-settings.ts';
import './stories/helpdesk.ts';
import './stories/outages.ts';
import './stories/inspector.ts';
import './stories/looks.ts';
