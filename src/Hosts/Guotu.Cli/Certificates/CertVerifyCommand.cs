using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Crypto.Certificates;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Guotu.Kernel.Time;
using Spectre.Console;

namespace Guotu.Cli.Certificates;

/// <summary>
/// <c>guotu cert verify FILE</c>: judges a certificate by what a node trusts, or by files alone. Ends with 1 where it is not trusted.
/// </summary>
internal static class CertVerifyCommand
{
    private static readonly Dictionary<string, CertificateUse> Uses = new(StringComparer.Ordinal)
    {
        ["login"] = CertificateUse.Authentication, ["signing"] = CertificateUse.Signing, ["encryption"] = CertificateUse.Encryption, ["server"] = CertificateUse.Server, ["authority"] = CertificateUse.Authority,
    };

    public static Command Build()
    {
        var file = CertCommand.File();
        var home = new Option<string?>("--home") { Description = "按这个节点登记的机构和撤销列表校验;不写则用下面的文件" };
        var (anchors, authorities, lists) = (Files("--ca", "根证书文件,可写多个"), Files("--authority", "中间机构证书文件,可写多个"), Files("--crl", "撤销列表文件,可写多个"));
        var use = new Option<string>("--for") { Description = "用途:" + string.Join('、', Uses.Keys), DefaultValueFactory = _ => "login" };
        use.AcceptOnlyFromAmong([.. Uses.Keys]);
        return Verb.Create("verify", "校验一张证书:签名链、有效期、密钥用法、撤销;判断不了的按不可信", [file, home, anchors, authorities, lists, use], async (parse, ct) =>
        {
            var certificate = await CertificateFile.ReadAsync(parse.GetRequiredValue(file), ct);
            var (roots, between, revoked) = (parse.GetValue(anchors) ?? [], parse.GetValue(authorities) ?? [], parse.GetValue(lists) ?? []);
            if (parse.GetValue(home) is not null == roots.Length > 0)
            {
                throw new RefusedException(new Error(CliErrors.BadUse, ("reason", "--home 与 --ca 写其中一个")), ExitCode.BadUse);
            }

            var trust = parse.GetValue(home) is { } node ? await OfNodeAsync(node, ct) : await OfFilesAsync((roots, between, revoked), ct);
            var judged = CertificatePath.Judge(certificate, Uses[parse.GetRequiredValue(use)], trust, new SystemClock(TimeProvider.System).Now);
            var path = judged.IsSuccess ? judged.Value.Select(c => c.Subject).ToList() : [];
            var document = new { trusted = judged.IsSuccess, serial = certificate.SerialNumber, certificate.Subject, path, reason = judged.Error?.Text };
            return new Answer(judged.IsSuccess ? ExitCode.Done : ExitCode.Found, document, console =>
                console.WriteLine(judged.Error is { } refused ? $"✗ {refused.Text}" : "✓ 可信:" + string.Join(" ← ", path)));
        });
    }

    private static Option<string[]> Files(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static async Task<TrustMaterial> OfNodeAsync(string home, CancellationToken ct)
    {
        await using var node = await NodeSession.OpenAsync(home, ct);
        return CertificateFile.Require(await node.Get<ICertificateAdministration>().TrustAsync(ct));
    }

    private static async Task<TrustMaterial> OfFilesAsync((string[] Roots, string[] Between, string[] Lists) files, CancellationToken ct)
    {
        var (roots, between, lists) = (new List<Sm2Certificate>(), new List<Sm2Certificate>(), new List<Sm2RevocationList>());
        foreach (var file in files.Roots)
        {
            roots.Add(await CertificateFile.ReadAsync(file, ct));
        }

        foreach (var file in files.Between)
        {
            between.Add(await CertificateFile.ReadAsync(file, ct));
        }

        foreach (var file in files.Lists)
        {
            lists.Add(await CertificateFile.ReadListAsync(file, ct));
        }

        return new TrustMaterial(roots, between, lists);
    }
}
