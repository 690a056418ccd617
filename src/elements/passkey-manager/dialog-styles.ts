import { css } from 'lit';

export const dialogStyles = css`
  .dialog {
    inline-size: min(26rem, 92vw);
    padding: min(1.5rem, 6vw);
    border: 1px solid var(--_line);
    border-radius: calc(1.5 * var(--_radius));
    background: var(--_surface);
    color: var(--_on-surface);
    box-shadow: 0 1rem 3rem rgb(0 0 0 / 25%);
  }

  .dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .dialog form,
  .dialog-text {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }

  .dialog .title {
    overflow-wrap: anywhere;
  }

  .answers {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }

  .danger {
    border-color: transparent;
    background: var(--passkey-danger, #b3261e);
    color: var(--passkey-on-danger, #fff);
  }

  .danger:hover {
    background: color-mix(in srgb, var(--passkey-danger, #b3261e) 88%, #000);
  }

  .acknowledgement {
    display: flex;
    gap: 0.625rem;
    align-items: baseline;
    line-height: 1.45;
  }

  .acknowledgement input {
    flex: none;
    inline-size: 1em;
    block-size: 1em;
    margin: 0;
  }
`;
