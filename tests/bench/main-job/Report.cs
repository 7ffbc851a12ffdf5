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
        Console.WriteLine($"{"",-34} {"ours",12} {"peer",12} {"ratio",7} {"MiB",8}  peer");
        foreach (var r in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{r.Name,-34} {r.Ours,9:0.###} {r.Unit,-2} {r.Peer,9:0.###} {(r.Peer is null ? "" : r.Unit),-2} {r.Ratio,7:0.00} {r.MemoryMiB,8:0}  {r.PeerName ?? "—"}"));
        }
    }

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
