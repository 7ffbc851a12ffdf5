using Guotu.Hosting.Watching;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;

namespace Guotu.Identity.Certificates;

/// <summary>Certificates and revocation lists that end soon (证书与撤销列表到期). Persons are only counted; doctor and the security administrator's page name them.</summary>
internal sealed class CertificateState(ICertificateAdministration certificates, IClock clock) : IStateSource
{
    private const string WayOfList = "取最新的撤销列表,由安全保密管理员导入(guotu cert crl import)";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    public string Code => "certificates";

    public string Title => "人员证书";

    public string Part => "到期";

    public int Place => 71;

    public async Task<IReadOnlyList<StateLine>> LookAsync(CancellationToken ct)
    {
        var read = await certificates.ListAsync(ct);
        if (read.Error is { } tampered)
        {
            return [StateLine.Problem(Code, Title, tampered.Text, tampered.WayOut)];
        }

        if (!read.Value.Enabled)
        {
            return [StateLine.Good(Code, Title, "没有启用证书登录")];
        }

        return [People(read.Value.Certificates), .. read.Value.Trust.Where(t => t.Until is not null).Select(Trust)];
    }

    private StateLine People(IReadOnlyList<CertificateLine> certificates)
    {
        var refused = certificates.Count(c => c.Standing is CertificateStanding.Refused or CertificateStanding.Tampered);
        var soon = certificates.Count(c => c.Standing == CertificateStanding.Expiring);
        var line = refused > 0 ? StateLine.Notice(Code, Title, $"{certificates.Count} 张,{refused} 张不能用", "由安全保密管理员在「人员证书」里看是哪些,换发后重新绑定")
            : soon > 0 ? StateLine.Notice(Code, Title, $"{certificates.Count} 张,{soon} 张 {CertificateStandings.WarnDays} 天内到期", "本人到证书认证机构更新后,由安全保密管理员重新绑定")
            : StateLine.Good(Code, Title, $"{certificates.Count} 张有效");
        return line with { Figures = [new("refused", refused, "count"), new("expiring", soon, "count")] };
    }

    private StateLine Trust(TrustLine item)
    {
        var (until, isList) = (item.Until!.Value, item.Kind == TrustKind.RevocationList);
        var left = until.Minus(clock.Now);
        var code = (isList ? "revocation-list." : "authority.") + item.Digest[..8];
        var title = (isList ? "撤销列表 " : "证书机构 ") + item.Subject;
        var wayOut = isList ? WayOfList : "向该机构取新的证书,由安全保密管理员登记";
        var text = left > TimeSpan.Zero ? $"有效至 {Amount.OfInstant(until)}" : $"已在 {Amount.OfInstant(until)} 到期,它签发的证书都不能登录";
        var line = left <= TimeSpan.Zero ? StateLine.Problem(code, title, text, wayOut)
            : left < (isList ? Soon : TimeSpan.FromDays(CertificateStandings.WarnDays)) ? StateLine.Notice(code, title, text, wayOut)
            : StateLine.Good(code, title, text);
        return line with { Figures = [new("left", left.TotalDays, "days")] };
    }
}
