using System.CommandLine;
using Guotu.Cli.Control;
using Guotu.Cli.Keys;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity.Contracts;
using Spectre.Console;

namespace Guotu.Cli.Certificates;

/// <summary><c>guotu cert trust …</c> and <c>guotu cert crl import</c>: what a node judges certificates by, in the name of the security administrator.</summary>
internal static class TrustCommands
{
    public static Command BuildAdd()
    {
        var file = CertCommand.File();
        var between = new Option<bool>("--intermediate") { Description = "中间机构的证书;不写则是根证书" };
        var reason = ControlAsking.Reason();
        return Acting("add", "登记一个证书机构;根证书要另一人复核,用 --reason 提交申请", [file, between, reason], "identity.trust.add", async (acting, parse, ct) =>
        {
            var kind = parse.GetValue(between) ? TrustKind.Authority : TrustKind.Anchor;
            var bytes = await CertificateFile.BytesAsync(parse.GetRequiredValue(file), ct);
            var added = await acting.Certificates.AddAuthorityAsync(acting.Context, kind, bytes, ct);
            return added.Error is { } alone && ControlAsking.IsWanted(alone, parse.GetValue(reason))
                ? await ControlAsking.AskAsync(
                    acting.Node, acting.Caller, alone, new ControlWords(new() { ["certificate"] = Convert.ToBase64String(bytes) }, parse.GetValue(reason)!), ct)
                : Line(CertificateFile.Require(added), "已登记");
        });
    }

    public static Command BuildImport()
    {
        var file = new Argument<string>("FILE") { Description = "撤销列表文件(PEM 或 DER)" };
        return Acting("import", "导入撤销列表,替换同一机构较旧的;比已有的旧的拒收", [file], "identity.trust.crl", async (acting, parse, ct) =>
        {
            var imported = await acting.Certificates.ImportListAsync(acting.Context, await CertificateFile.BytesAsync(parse.GetRequiredValue(file), ct), ct);
            return Line(CertificateFile.Require(imported), "已导入");
        });
    }

    public static Command BuildRemove()
    {
        var digest = new Argument<string>("SM3") { Description = "内容的 SM3 或其开头(至少 8 位)" };
        return Acting("remove", "移除证书机构或撤销列表;它签发的证书随即不能登录", [digest], "identity.trust.remove", async (acting, parse, ct) =>
        {
            var named = parse.GetRequiredValue(digest);
            return (await acting.Certificates.RemoveTrustAsync(acting.Context, named, ct)).Error is { } refused
                ? Answer.Refused(refused, ExitCode.Failed)
                : Answer.Done(new { digest = named, done = true }, console => console.WriteLine("已移除。"));
        });
    }

    public static Command BuildList() => Acting("list", "列出信任的机构和撤销列表", [], "identity.trust.list", async (acting, _, ct) =>
    {
        var view = CertificateFile.Require(await acting.Certificates.ListAsync(ct));
        return Answer.Done(new { enabled = view.Enabled, trust = view.Trust.Select(Document) }, console => Show(console, view));
    });

    private static Command Acting(
        string verb, string description, IEnumerable<Symbol> symbols, string command, Func<CertificateActing, ParseResult, CancellationToken, Task<Answer>> act)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create(verb, description, [.. symbols, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, KeyCommand.ManageKeys, ct);
            var context = new CommandContext(caller.Actor, caller.Scope, command) { ObjectType = "trust" };
            return await act(new CertificateActing(node, caller, context), parse, ct);
        });
    }

    private static object Document(TrustLine line) => new { line.Kind, line.Subject, line.Digest, from = line.From.ToString(), until = line.Until?.ToString(), line.Fresh };

    private static Answer Line(TrustLine line, string words) => Answer.Done(
        Document(line), console => console.WriteLine($"{words}:{NameOf(line.Kind)} {line.Subject},有效至 {line.Until?.LocalDateTime:yyyy-MM-dd HH:mm},SM3 {line.Digest}"));

    private static string NameOf(TrustKind kind) => kind switch { TrustKind.Anchor => "根证书", TrustKind.Authority => "中间机构", _ => "撤销列表" };

    private static void Show(IAnsiConsole console, CertificatesView view)
    {
        var table = new Table().AddColumns("种类", "机构", "签发或生效", "有效至", "状态", "SM3");
        foreach (var line in view.Trust)
        {
            table.AddRow(
                NameOf(line.Kind), Markup.Escape(line.Subject), $"{line.From.LocalDateTime:yyyy-MM-dd}", line.Until is { } until ? $"{until.LocalDateTime:yyyy-MM-dd HH:mm}" : "没有写明", line.Fresh ? "现行" : "✗ 过期或未生效", line.Digest[..16]);
        }

        console.Write(table);
        console.WriteLine(view.Enabled ? "已启用证书登录。" : "没有启用证书登录(node.json 的 certificateLogin)。");
    }
}

/// <summary>The security administrator at work on what is trusted.</summary>
internal sealed record CertificateActing(NodeSession Node, Caller Caller, CommandContext Context)
{
    public ICertificateAdministration Certificates => Node.Get<ICertificateAdministration>();
}
