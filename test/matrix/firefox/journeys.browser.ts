/** The same journeys as in Chromium, in the second browser. */
import '../../journeys/sdk.browser.ts';
