using System.CommandLine;
using Guotu.Cli.Certificates;
using Guotu.Cli.Control;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Users;

/// <summary><c>guotu user certificate bind|list|unbind</c>: certificates of people, in the name of the security administrator.</summary>
internal static class UserCertificateCommands
{
    public static Command Build(PostNeeded needed) => Verb.Group("certificate", "人员证书(UKey)", BuildBind(needed), BuildList(needed), BuildUnbind(needed));

    private static Command BuildBind(PostNeeded needed)
    {
        var (account, file, reason) = (UserCommands.Account(), CertCommand.File(), ControlAsking.Reason());
        var act = new UserAct("bind", "给账号绑定签名证书,该账号的会话随即结束;管理员的要另一人复核,用 --reason 提交申请", "identity.certificate.bind", needed, account);
        return act.Build([file, reason], async (acting, context, parse, ct) =>
        {
            var (named, bytes) = (parse.GetRequiredValue(account), await CertificateFile.BytesAsync(parse.GetRequiredValue(file), ct));
            var bound = await acting.Node.Get<ICertificateAdministration>().BindAsync(context, new NewCertificate(named, bytes), ct);
            return bound.Error is { } alone && ControlAsking.IsWanted(alone, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(
                    acting.Node, acting.Caller, alone, new ControlWords(new() { ["account"] = named, ["certificate"] = Convert.ToBase64String(bytes) }, parse.GetValue(reason)!), ct)
                : bound.Error is { } refused ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(
                    new { account = named, bound.Value.Serial, bound.Value.Subject, bound.Value.Issuer, bound.Value.Digest, validUntil = bound.Value.ValidUntil.ToString() },
                    console => console.WriteLine($"{named}:已绑定 {bound.Value.Subject},序列号 {bound.Value.Serial},有效至 {bound.Value.ValidUntil.LocalDateTime:yyyy-MM-dd}。"));
        });
    }

    private static Command BuildUnbind(PostNeeded needed)
    {
        var (account, reason) = (UserCommands.Account(), ControlAsking.Reason());
        var certificate = new Argument<string>("CERTIFICATE") { Description = "证书的序列号或 SM3" };
        var act = new UserAct("unbind", "解除账号的证书;管理员的要另一人复核,用 --reason 提交申请", "identity.certificate.unbind", needed, account);
        return act.Build([certificate, reason], async (acting, context, parse, ct) =>
        {
            var (named, which) = (parse.GetRequiredValue(account), parse.GetRequiredValue(certificate));
            var changed = await acting.Node.Get<ICertificateAdministration>().UnbindAsync(context, named, which, ct);
            return ControlAsking.IsWanted(changed, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(
                    acting.Node, acting.Caller, changed.Error!, new ControlWords(new() { ["account"] = named, ["certificate"] = which }, parse.GetValue(reason)!), ct)
                : UserCommands.Changed(named, changed);
        });
    }

    private static Command BuildList(PostNeeded needed)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create("list", "列出绑定的证书和状态;有不能用的以 1 结束", [home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            await person.FindAsync(node, parse, needed, ct);
            var view = CertificateFile.Require(await node.Get<ICertificateAdministration>().ListAsync(ct));
            var wrong = view.Certificates.Any(c => c.Standing is CertificateStanding.Refused or CertificateStanding.Tampered);
            var lines = view.Certificates.Select(c => new { c.Account, c.Name, c.Serial, c.Issuer, c.Subject, c.Digest, validUntil = c.ValidUntil.ToString(), c.Standing, c.Reason, boundAt = c.BoundAt.ToString() });
            return new Answer(wrong ? ExitCode.Found : ExitCode.Done, new { enabled = view.Enabled, certificates = lines }, console => Show(console, view.Certificates));
        });
    }

    private static void Show(IAnsiConsole console, IReadOnlyList<CertificateLine> certificates)
    {
        var table = new Table().AddColumns("登录名", "姓名", "证书主体", "序列号", "有效至", "状态");
        foreach (var line in certificates)
        {
            table.AddRow(line.Account, Markup.Escape(line.Name), Markup.Escape(line.Subject), line.Serial, $"{line.ValidUntil.LocalDateTime:yyyy-MM-dd}", Markup.Escape(StandingOf(line)));
        }

        console.Write(table);
    }

    private static string StandingOf(CertificateLine line) => line.Standing switch
    {
        CertificateStanding.Good => "有效",
        CertificateStanding.Expiring => "! 30 天内到期",
        _ => "✗ " + line.Reason,
    };
}
