// Before anything is drawn: the size of the type that was chosen on this device.
(function () {
  try {
    if (window.localStorage.getItem("lian.large") === "1") document.documentElement.className = "large";
  } catch (error) {
    // storage is off: the usual size
  }
})();
