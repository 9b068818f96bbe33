/** Sets the remembered theme before the first picture is drawn, so that nothing flashes. */
(() => {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
})();
