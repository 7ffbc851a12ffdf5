using Guotu.Identity.Contracts;
using Guotu.Kernel.Time;
using Microsoft.Extensions.DependencyInjection;

namespace Guotu.Cli.Examining;

/// <summary>Login by certificate: each authority has a fresh revocation list, without which nobody gets in, and certificates that end soon are told of.</summary>
internal sealed class CertificateChecks(IServiceProvider services)
{
    private const string Name = "certificates";
    private const string Title = "人员证书";
    private static readonly TimeSpan Soon = TimeSpan.FromDays(3);

    private readonly IClock _clock = services.GetRequiredService<IClock>();

    public async Task<Finding> RunAsync(CancellationToken ct)
    {
        var read = await services.GetRequiredService<ICertificateAdministration>().ListAsync(ct);
        if (read.Error is { } tampered)
        {
            return Finding.Problem(Name, Title, tampered.Text, tampered.WayOut);
        }

        var view = read.Value;
        if (!view.Enabled)
        {
            return view.Certificates.Count == 0
                ? Finding.Good(Name, Title, "没有启用证书登录")
                : Finding.Problem(Name, Title, $"已绑定 {view.Certificates.Count} 张证书,但没有启用证书登录,这些账号不能只用口令登录", "恢复 node.json 的 certificateLogin,或解除证书");
        }

        return Trust(view) ?? People(view);
    }

    private Finding? Trust(CertificatesView view)
    {
        var authorities = view.Trust.Where(t => t.Kind != TrustKind.RevocationList).ToList();
        if (!authorities.Any(a => a.Kind == TrustKind.Anchor))
        {
            return Finding.Problem(Name, Title, "没有登记根证书,证书都不能用", "guotu cert trust add 根证书.crt --reason 理由,由另一人 guotu approve grant");
        }

        var lists = view.Trust.Where(t => t.Kind == TrustKind.RevocationList).ToList();
        var without = authorities.Where(a => !lists.Any(l => l.Subject == a.Subject && l.Fresh)).Select(a => a.Subject).Distinct().ToList();
        if (without.Count > 0)
        {
            return Finding.Problem(Name, Title, $"没有现行的撤销列表:{string.Join('、', without)}。它签发的证书都不能登录", "取最新的撤销列表,guotu cert crl import");
        }

        var text = string.Join(";", lists.Select(Age));
        return lists.Exists(l => l.Until is { } until && until.Minus(_clock.Now) < Soon) ? Finding.Notice(Name, Title, "撤销列表将到期。" + text, "取最新的撤销列表,guotu cert crl import") : null;
    }

    private Finding People(CertificatesView view)
    {
        var wrong = view.Certificates.Where(c => c.Standing is CertificateStanding.Refused or CertificateStanding.Tampered).Select(c => $"{c.Account}({c.Reason})").ToList();
        var soon = view.Certificates.Where(c => c.Standing == CertificateStanding.Expiring).Select(c => $"{c.Account}({c.ValidUntil.LocalDateTime:yyyy-MM-dd})").ToList();
        var lists = string.Join(";", view.Trust.Where(t => t.Kind == TrustKind.RevocationList).Select(Age));
        return wrong.Count > 0 ? Finding.Notice(Name, Title, "不能用的证书:" + string.Join('、', wrong), "换发后重新绑定,见 docs/how-to/bind-a-ukey.md")
            : soon.Count > 0 ? Finding.Notice(Name, Title, "30 天内到期:" + string.Join('、', soon), "到证书认证机构更新后重新绑定")
            : Finding.Good(Name, Title, $"{view.Certificates.Count} 张有效。{lists}");
    }

    private string Age(TrustLine list) =>
        $"{list.Subject} 的撤销列表签发于 {list.From.LocalDateTime:yyyy-MM-dd}({(int)_clock.Now.Minus(list.From).TotalDays} 天前),有效至 {list.Until?.LocalDateTime:yyyy-MM-dd}";
}
