using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Guotu.MainJob.Bench;

/// <summary>A program run to its end, with its time and the most memory it had in RAM.</summary>
internal sealed record MeasuredProgram(double Seconds, long PeakBytes, string Output)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task<MeasuredProgram> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        long peak = 0;
        while (await Task.WhenAny(ended, Task.Delay(Look)) != ended)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new MeasuredProgram(seconds, peak, await output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors} {await output}");
    }

    /// <summary>The kernel's own high-water mark; 0 when the process is gone.</summary>
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
