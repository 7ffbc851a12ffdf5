using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Guotu.Testing;

namespace Guotu.MainJob.Bench;

/// <summary>Table for people, JSON for the record.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Print(IReadOnlyList<BenchResult> results)
    {
        Console.WriteLine($"{"",-52} {"ours",12} {"peer",12} {"ratio",7} {"target",7} {"met",4} {"MiB",6}  peer");
        foreach (var r in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{r.Name,-52} {r.Ours,9:0.###} {r.Unit,-2} {r.Peer,9:0.###} {(r.Peer is null ? "" : r.Unit),-2} {r.Ratio,7:0.0} {Target(r),7} {Met(r),4} {r.MemoryMiB,6:0}  {r.PeerName ?? "—"}"));
        }
    }

    /// <summary>How many times faster than the peer is aimed at; without a peer the figure itself.</summary>
    private static string Target(BenchResult r) => r.Target is not { } target ? "—"
        : r.Peer is { } peer ? (peer / target).ToString("0.##", CultureInfo.InvariantCulture) + "×"
        : target.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Met(BenchResult r) => r.Target is not { } target ? string.Empty : r.Ours <= target ? "yes" : "no";

    public static async Task WriteAsync(string path, IReadOnlyList<BenchResult> results)
    {
        var document = new { machine = Machine(), when = TimeProvider.System.GetUtcNow(), commit = await CommitAsync(), results };
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(document, Json) + "\n");
    }

    private static object Machine() => new
    {
        processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim(),
        cores = Environment.ProcessorCount,
        memoryGiB = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1073741824.0, 1),
        system = System.Runtime.InteropServices.RuntimeInformation.OSDescription,
        runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
        loadAtTheEnd = File.ReadAllText("/proc/loadavg").Split(' ')[0],
    };

    private static async Task<string> CommitAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", TestData.Checkout, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]) { RedirectStandardOutput = true })!;
        var commit = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return commit.Trim();
    }
}
