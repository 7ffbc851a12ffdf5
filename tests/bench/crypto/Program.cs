using System.Globalization;
using Guotu.Crypto.Bench;
using Guotu.MainJob.Bench;

// --output FILE [--rounds N] [--seconds N]: our engine and openssl speed take turns on one core, a round of each after the other; the median of
// the rounds counts.
string Argument(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : otherwise;

var rounds = int.Parse(Argument("--rounds", "5"), CultureInfo.InvariantCulture);
var seconds = int.Parse(Argument("--seconds", "1"), CultureInfo.InvariantCulture);
var results = await CryptoBench.RunAsync(rounds, seconds);
Report.Print(results);
await Report.WriteAsync(Argument("--output", "crypto.json"), results);
