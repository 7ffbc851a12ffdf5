window.location.replace('/old-browser.html');
