using Guotu.Crypto.Engines;
using Guotu.Crypto.Keys;
using Guotu.Hosting.Nodes;
using Guotu.Identity.Contracts;
using Guotu.Operations.CheckIntegrity;

namespace Guotu.Operations.Evidence.Checks;

/// <summary>行完整性: every protected row against MAC, tally and trail.</summary>
internal sealed class RowIntegrityCheck(IntegrityCheck integrity) : IEvidenceCheck
{
    private const int MostLines = 50;

    public string Code => "row-integrity";

    public string Title => "受保护的行没有被改动";

    public string Command => "guotu integrity check";

    public async Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var report = await integrity.LookAsync(ct);
        string[] lines =
        [
            .. report.Tables.Select(t => $"{t.Table}:{t.Rows} 行,行账第 {t.Version} 版"),
            .. report.Findings.Take(MostLines).Select(f => $"{f.Kind}:{f.Table} {f.RowId} {f.Group}"),
            "没有行校验码的表:" + string.Join(' ', report.NotCovered),
        ];
        return CheckOutcome.Of(report.Ok, $"{report.Tables.Count} 张表 {report.Rows} 行,发现 {report.Total} 处", lines);
    }
}

/// <summary>密码算法: the known answers of the standards, by every engine of this process.</summary>
internal sealed class CryptoVectorCheck : IEvidenceCheck
{
    public string Code => "crypto-vectors";

    public string Title => "SM2、SM3、SM4 与标准算例一致";

    public string Command => "启动自检的全部算例";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var answers = KnownAnswers.Run();
        var wrong = answers.Count(a => !a.Passes);
        return Task.FromResult(CheckOutcome.Of(wrong == 0, $"{answers.Count} 个算例,{wrong} 个不符", [.. answers.Select(a => $"{a.Engine} {a.Algorithm}:{(a.Passes ? "一致" : "不符")}")]));
    }
}

/// <summary>密钥层次: root key outside the home and its owner's alone, every purpose has a key in use.</summary>
internal sealed class KeyHierarchyCheck(IKeyAdministration keys, NodeSettings node) : IEvidenceCheck
{
    public string Code => "key-hierarchy";

    public string Title => "密钥分层存放";

    public string Command => "guotu key list";

    public Task<CheckOutcome> RunAsync(CancellationToken ct)
    {
        var lines = keys.List();
        string[] shown = [$"根密钥标识 {keys.RootId},来源:{Source()}", .. lines.Select(k => $"{k.Name} 第 {k.Version} 版 {k.Standing}{(k.Kind == WrappedKeyKind.DeviceKeyPair ? " 密码设备内" : string.Empty)}")];
        var unused = lines.GroupBy(k => k.Name).Where(g => g.All(k => k.Standing != KeyStanding.Current)).Select(g => g.Key).ToList();
        return Task.FromResult(unused.Count > 0 ? CheckOutcome.Of(false, "没有在用版本:" + string.Join('、', unused), shown)
            : node.RootKeyDevice is not null ? CheckOutcome.Of(true, "根密钥由密码设备保护,数据密钥逐个包裹", shown)
            : IsOpen() ? CheckOutcome.Of(false, "根密钥文件别人也能读", shown)
            : CheckOutcome.Partly("根密钥以文件或系统凭据保护,没有用密码设备", shown));
    }

    private string Source() => node.RootKeyDevice is not null ? "密码设备" : node.RootKeyCredential.Length > 0 ? "系统凭据" : "0600 文件,在节点目录之外";

    private bool IsOpen() => node.RootKeyCredential.Length == 0 && File.Exists(node.RootKeyFile)
        && (File.GetUnixFileMode(node.RootKeyFile) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0;
}
