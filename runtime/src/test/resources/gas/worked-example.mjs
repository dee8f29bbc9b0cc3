export function total() {
  let text = '';
  for (let i = 0; i < 2; i++) text += 'ab'.repeat(20);
  return text.length;
}
