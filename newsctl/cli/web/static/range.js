// Says beside a slider which year it is at. Without this file the sliders work all the same.
for (const range of document.querySelectorAll("input[type=range]")) {
  const shown = document.querySelector(`output[for=${range.id}]`);
  range.addEventListener("input", () => { shown.value = range.value; });
}
