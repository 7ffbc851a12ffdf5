using System.Globalization;
using System.Text.Json;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Time;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>物料清单: the package says what it is made of, each part with version, licence and digest.</summary>
internal sealed class BillOfMaterialsCheck : IEvidenceCheck
{
    /// <summary>Beside the program: CycloneDX in JSON.</summary>
    public const string FileName = "guotu.cdx.json";

    private const int MostLines = 20;

    public string Code => "sbom";

    public string Title => "软件物料清单";

    public string Command => "查看程序目录的 guotu.cdx.json";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        return File.Exists(path) ? Judge(await File.ReadAllTextAsync(path, ct)) : CheckOutcome.NotProved("程序目录里没有 guotu.cdx.json");
    }

    internal static CheckOutcome Judge(string bill)
    {
        using var document = JsonDocument.Parse(bill);
        if (!document.RootElement.TryGetProperty("components", out var list) || list.GetArrayLength() == 0)
        {
            return CheckOutcome.Of(false, "清单里没有组件");
        }

        // Libraries of the system have their version and digest from the system's own package list.
        var components = list.EnumerateArray().ToList();
        var shipped = components.Where(c => !Text(c, "purl").StartsWith("pkg:deb/", StringComparison.Ordinal)).ToList();
        string[] lacking = [.. shipped.Where(c => Text(c, "version").Length == 0 || !Has(c, "hashes") || !Has(c, "licenses")).Select(c => Text(c, "name")).Take(MostLines)];
        var summary = $"{shipped.Count} 个随包组件,{components.Count - shipped.Count} 个系统库";
        return lacking.Length == 0 ? CheckOutcome.Of(true, summary + ",随包组件都有版本、许可和摘要") : CheckOutcome.Partly(summary + ",有的缺版本、许可或摘要", lacking);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? string.Empty : string.Empty;

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0;
}

/// <summary>备份: how old the newest backup is in the folder that the site's backup tool writes into.</summary>
internal sealed class BackupAgeCheck(NodeSettings node, IClock clock) : IEvidenceCheck
{
    private const int MostLines = 10;

    /// <summary>A backup a day, and time to write it.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(30);

    public string Code => "backup-age";

    public string Title => "备份";

    public string Command => "ls -lt 备份目录(node.json 的 backupFolder)";

    /// <summary>Proves that backups are written, not that they can be restored: that is for the exercise.</summary>
    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        if (node.BackupFolder.Length == 0)
        {
            return Task.FromResult(CheckOutcome.NotProved("node.json 没有写 backupFolder,看不到备份"));
        }

        if (!Directory.Exists(node.BackupFolder))
        {
            return Task.FromResult(CheckOutcome.Of(false, "备份目录不在:" + node.BackupFolder));
        }

        var newest = new DirectoryInfo(node.BackupFolder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Length > 0).OrderByDescending(f => f.LastWriteTimeUtc).Take(MostLines).ToList();
        string[] lines = [.. newest.Select(f => string.Create(CultureInfo.InvariantCulture, $"{Path.GetRelativePath(node.BackupFolder, f.FullName)} {f.Length} 字节 {f.LastWriteTimeUtc:yyyy-MM-dd HH:mm} UTC"))];
        if (newest.Count == 0)
        {
            return Task.FromResult(CheckOutcome.Of(false, "备份目录里没有文件"));
        }

        var age = clock.TimeProvider.GetUtcNow().UtcDateTime - newest[0].LastWriteTimeUtc;
        var hours = Math.Max(0, (int)age.TotalHours);
        var inside = Path.GetFullPath(node.BackupFolder).StartsWith(Path.GetFullPath(node.Home) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return Task.FromResult(age > Oldest ? CheckOutcome.Of(false, $"最新的备份在 {hours} 小时之前", lines)
            : inside ? CheckOutcome.Partly($"最新的备份在 {hours} 小时之前,但备份目录在节点目录之内,一同会丢", lines)
            : CheckOutcome.Of(true, $"最新的备份在 {hours} 小时之前", lines));
    }
}
