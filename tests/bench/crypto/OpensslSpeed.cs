using System.Diagnostics;
using System.Globalization;

namespace Guotu.Crypto.Bench;

/// <summary>The peer: <c>openssl speed</c> in its machine-readable form, which counts user time.</summary>
internal static class OpensslSpeed
{
    /// <summary>Microseconds for one piece.</summary>
    public static async Task<double> BulkAsync(string algorithm, int size, int seconds) =>
        size / await FigureAsync("+F:", 3, $"-mr -seconds {seconds} -bytes {size} -evp {algorithm}") * 1e6;

    public static async Task<double> HmacAsync(string digest, int size, int seconds) =>
        size / await FigureAsync("+F:", 3, $"-mr -seconds {seconds} -bytes {size} -hmac {digest}") * 1e6;

    /// <summary>Microseconds for one signature (0) or verification (1).</summary>
    public static async Task<double> Sm2Async(int which, int seconds)
    {
        var figure = await FigureAsync("+F", 4 + which, $"-mr -seconds {seconds} sm2", "CurveSM2");
        return 1e6 / figure;
    }

    private static async Task<double> FigureAsync(string prefix, int field, string arguments, string word = "")
    {
        var start = new ProcessStartInfo("openssl", $"speed {arguments}") { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = text.Split('\n').LastOrDefault(l => l.StartsWith(prefix, StringComparison.Ordinal) && l.Contains(word, StringComparison.Ordinal));
        return line is null
            ? throw new InvalidOperationException($"openssl speed {arguments}: {text}{await messages}")
            : double.Parse(line.Split(':')[field], CultureInfo.InvariantCulture);
    }
}
