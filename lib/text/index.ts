/** Changes to a plain text, as data. Offsets are UTF-16 units. Pure. */
export { changeBetween, mergeEdit, rebase, wellFormed, type TextChange } from './change';
export { asShown, editAsShown } from './shown';
