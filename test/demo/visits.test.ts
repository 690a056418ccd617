/** Visits of the demo site, from the start page on. */
import './stories/shop.ts';
import './stories/portal.ts';
import './stories/hosted-page.ts';
import './stories/second-factor.ts';
import './stories/authenticator.ts';
import './stories/choices.ts';
import './stories/screen-reader.ts';
