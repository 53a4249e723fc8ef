/** Whether a text stays itself in YAML without quotes: no number, boolean, null or sign of YAML's own. */
export function isPlainText(text: string): boolean {
  if (text === '' || text.trim() !== text) return false;
  if (/^(y|n|yes|no|on|off|true|false|null|~)$/i.test(text)) return false;
  if (/^[-+.]?\d[\d_.,:eExXoO+-]*$/.test(text) || /^[-+.]?(inf|nan)$/i.test(text)) return false;
  return !/^[-?:,[\]{}#&*!|>'"%@`]/.test(text) && !/: |:$| #|[\t\n\r]/.test(text);
}
