const runs = Number(localStorage.getItem('runs') ?? 0) + 1
localStorage.setItem('runs', String(runs))
document.getElementById('state').textContent = `ready ${runs}`
