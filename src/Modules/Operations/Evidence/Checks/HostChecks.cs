using System.Reflection;
using Guotu.Crypto;
using Guotu.Hosting.Nodes;
using Guotu.Kernel.Time;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>节点目录的权限: nothing in the home is open to others.</summary>
internal sealed class HomeRightsCheck(NodeSettings node) : IEvidenceCheck
{
    private const int MostFiles = 200_000;
    private const int MostLines = 20;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    public string Code => "home-rights";

    public string Title => "节点目录里的文件不对别人开放";

    public string Command => "find 节点目录 -perm /077";

    /// <summary>A closed home folder closes everything below it; the walk then shows whether files would be closed by themselves.</summary>
    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var closed = (File.GetUnixFileMode(node.Home) & Others) == 0;
        var (seen, open) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(node.Home, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            ct.ThrowIfCancellationRequested();
            if (++seen > MostFiles)
            {
                break;
            }

            if ((File.GetUnixFileMode(file) & Others) != 0 && open.Count < MostLines)
            {
                open.Add(Path.GetRelativePath(node.Home, file));
            }
        }

        return Task.FromResult(seen > MostFiles ? CheckOutcome.NotProved($"文件多于 {MostFiles} 个,没有全部看过")
            : !closed ? CheckOutcome.Of(false, "节点目录本身对别人开放", [.. open])
            : open.Count == 0 ? CheckOutcome.Of(true, $"目录 0700,{seen} 个文件都不对别人开放")
            : CheckOutcome.Of(true, $"目录 0700,别人进不来;其中 {open.Count} 个以上的文件自身的权限较宽", [.. open]));
    }
}

/// <summary>传输: the gateway in front of the platform speaks TLS or TLCP, and nothing else leads in.</summary>
internal sealed class TransportCheck : IEvidenceCheck
{
    private static readonly string[] Places = ["/etc/nginx/conf.d/guotu.conf", "/etc/nginx/sites-enabled/guotu", "/etc/nginx/sites-enabled/guotu.conf"];

    public string Code => "transport";

    public string Title => "网关配置了加密传输";

    public string Command => "nginx -T";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        if (Places.FirstOrDefault(File.Exists) is not { } place)
        {
            return Task.FromResult(CheckOutcome.NotProved("本机没有平台的网关配置;平台自己只在本机监听"));
        }

        string[] lines = [.. File.ReadLines(place).Select(l => l.Trim()).Where(l => l.StartsWith("ssl_", StringComparison.Ordinal) || l.StartsWith("listen", StringComparison.Ordinal)).Where(l => !l.StartsWith("ssl_certificate_key", StringComparison.Ordinal))];
        var tls = lines.Any(l => l.StartsWith("listen", StringComparison.Ordinal) && l.Contains("ssl", StringComparison.Ordinal));
        var national = lines.Any(l => l.Contains("SM2", StringComparison.OrdinalIgnoreCase) || l.Contains("SM4", StringComparison.OrdinalIgnoreCase) || l.Contains("ntls", StringComparison.OrdinalIgnoreCase));
        return Task.FromResult(!tls ? CheckOutcome.Of(false, "网关没有加密监听", lines)
            : national ? CheckOutcome.Of(true, "网关配置了国密加密传输", lines)
            : CheckOutcome.Partly("网关配置了 TLS,没有国密套件", lines));
    }
}

/// <summary>程序文件: digests of what runs here, against the list that the package brought.</summary>
internal sealed class ProgramFilesCheck : IEvidenceCheck
{
    /// <summary>In the package, above the program's folder: a line a file, SM3 and path.</summary>
    public const string ListName = "MANIFEST.sm3";

    public string Code => "program-files";

    public string Title => "程序文件与发布清单一致";

    public string Command => "逐个核对安装包的 MANIFEST.sm3";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var package = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)) ?? AppContext.BaseDirectory;
        var list = Path.Combine(package, ListName);
        if (!File.Exists(list))
        {
            return CheckOutcome.NotProved("程序不是从安装包装的,没有文件清单", $"程序版本 {typeof(ProgramFilesCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}");
        }

        var wrong = new List<string>();
        var count = 0;
        foreach (var fields in (await File.ReadAllLinesAsync(list, ct)).Select(l => l.Split("  ", 2)).Where(f => f.Length == 2))
        {
            count++;
            var path = Path.Combine(package, fields[1]);
            if (!File.Exists(path) || await DigestAsync(path, ct) != fields[0])
            {
                wrong.Add(fields[1]);
            }
        }

        return wrong.Count == 0
            ? CheckOutcome.Partly($"{count} 个文件与清单一致;清单没有签名,来源另行核对")
            : CheckOutcome.Of(false, $"{wrong.Count} 个文件与清单不符", [.. wrong]);
    }

    private static async Task<string> DigestAsync(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return (await Sm3.HashStreamAsync(stream, ct)).ToString();
    }
}

/// <summary>残留文件: nothing of uploads, exports or prints lies about in the temporary folder.</summary>
internal sealed class LeftOverFilesCheck(IClock clock) : IEvidenceCheck
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(24);

    public string Code => "left-over-files";

    public string Title => "临时目录没有残留";

    public string Command => "ls 临时目录/guotu-*";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var before = clock.TimeProvider.GetUtcNow().UtcDateTime - Old;
        var found = new DirectoryInfo(Path.GetTempPath()).EnumerateFileSystemInfos("guotu-*").Where(f => f.LastWriteTimeUtc < before).Select(f => f.Name).ToArray();
        return Task.FromResult(CheckOutcome.Of(found.Length == 0, found.Length == 0 ? "没有超过一天的临时文件" : $"{found.Length} 个超过一天的临时文件", [.. found.Take(20)]));
    }
}
