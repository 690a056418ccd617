import { html } from 'lit';

/** The passkey symbol, a person and a key, in the text colour. */
export const passkeyIcon = html`
  <svg class="icon" part="icon" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true" focusable="false">
    <circle cx="9.5" cy="7" r="4" />
    <path
      d="M2 19.2c0-3.6 3.2-6.2 7.5-6.2 1.3 0 2.6.2 3.6.7a5.4 5.4 0 0 0 1.5 4.6V21H3.2A1.2 1.2 0 0 1 2 19.8z"
    />
    <path
      fill-rule="evenodd"
      d="M18.5 10a4 4 0 0 1 1.7 7.6l1 1-1.3 1.5 1.3 1.4-2.2 2.3-1.8-1.8v-4.4a4 4 0 0 1 1.3-7.6zm0 1.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z"
    />
  </svg>
`;
