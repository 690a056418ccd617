/** What people do on the demo site, from the door on. */
import './stories/shop.ts';
import './stories/portal.ts';
import './stories/hosted-page.ts';
import './stories/second-factor.ts';
import './stories/authenticator.ts';
