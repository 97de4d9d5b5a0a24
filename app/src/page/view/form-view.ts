import { elementById } from './element.ts';

/** The form with the address. */
export type FormView = {
  readonly onSubmit: (listener: (typed: string) => void) => void;
  /** Says at the field what is wrong with it and puts the cursor there; the empty text takes that back. */
  readonly showError: (reason: string) => void;
  readonly showAllowance: (text: string) => void;
  readonly setBusy: (isBusy: boolean) => void;
  readonly focus: () => void;
};

/** The view of the form in the page's HTML. */
export function createFormView(): FormView {
  const input = elementById('url', HTMLInputElement);
  const button = elementById('submit', HTMLButtonElement);
  const error = elementById('url-error', HTMLElement);
  const allowance = elementById('allowance', HTMLElement);
  const showError = (reason: string): void => {
    error.textContent = reason;
    input.toggleAttribute('aria-invalid', false);
    if (reason === '') return;
    input.setAttribute('aria-invalid', 'true');
    input.focus();
  };
  input.addEventListener('input', () => showError(''));
  for (const example of document.querySelectorAll<HTMLButtonElement>('button.example')) {
    example.addEventListener('click', () => {
      input.value = example.value;
      showError('');
      input.focus();
    });
  }
  return {
    onSubmit: (listener) => {
      elementById('check', HTMLFormElement).addEventListener('submit', (event) => {
        event.preventDefault();
        listener(input.value);
      });
    },
    showError,
    showAllowance: (text) => {
      allowance.textContent = text;
    },
    // The button stays focusable, so that the keyboard does not lose its place.
    setBusy: (isBusy) => {
      button.setAttribute('aria-busy', String(isBusy));
      button.setAttribute('aria-disabled', String(isBusy));
      button.textContent = isBusy ? 'Checking…' : 'Check';
    },
    focus: () => input.focus(),
  };
}
