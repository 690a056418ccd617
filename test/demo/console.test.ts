/** What an administrator does on the demo site. */
import './stories/console-settings.ts';
