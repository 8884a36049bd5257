// Each page counts for itself: two renderers that share a counter would race.
const key = `runs of ${location.pathname}`
const runs = Number(localStorage.getItem(key) ?? 0) + 1
localStorage.setItem(key, String(runs))
document.getElementById('state').textContent = `ready ${runs}`
