using System.CommandLine;
using Guotu.Cli.Nodes;
using Guotu.Cli.Output;
using Guotu.Database.Work;
using Guotu.Hosting.Callers;
using Guotu.Identity;
using Guotu.Identity.Contracts;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Clients;

/// <summary><c>guotu city-login …</c>: the city's login that people may come in by, in the name of the security administrator and in the audit trail.</summary>
internal static class CityLoginCommands
{
    private static readonly PostNeeded Needed = new(PostCodes.SecurityAdministrator, IdentityPermissions.ManageGrants);

    public static Command Build() => Verb.Group("city-login", "市级统一登录:查看、设置、移除、试连", BuildShow(), BuildSet(), BuildRemove(), BuildTest());

    private static Command BuildShow() => Act("show", "显示设置和人员对应;有被改动的对应以 1 结束", [], async (acting, _, ct) =>
    {
        var read = await acting.All.ReadAsync(ct);
        if (read.Error is { } refused)
        {
            return Answer.Refused(refused, ExitCode.Failed);
        }

        var view = read.Value;
        var document = new
        {
            settings = view.Settings is not { } s ? null : new { s.Name, s.Issuer, s.ClientId, s.Algorithms, s.CountsSecond, s.Enabled },
            returnAddress = view.ReturnAddress,
            hosts = view.Hosts,
            bindings = view.Bindings.Select(b => new { b.Account, b.Name, b.Subject, b.Reason, boundAt = b.BoundAt.ToString(), b.Intact }),
        };
        return new Answer(view.Bindings.All(b => b.Intact) ? ExitCode.Done : ExitCode.Found, document, console => Show(console, view));
    });

    private static Command BuildSet()
    {
        var name = new Option<string>("--name") { Description = "登录页上的名称", Required = true };
        var issuer = new Option<string>("--issuer") { Description = "签发者,与市里给的逐字相同", Required = true };
        var client = new Option<string>("--client-id") { Description = "市里给的 client_id", Required = true };
        var secret = new Option<string?>("--secret-file") { Description = "市里给的密钥所在的文件;不写则保留原来的" };
        var algorithms = new Option<string[]>("--algorithm") { Description = "接受的签名算法:RS256 PS256 ES256", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["RS256"] };
        var counts = new Option<bool>("--counts-second") { Description = "市级登录算作第二因素(node.json 要先写 upstreamCountsSecond)" };
        var off = new Option<bool>("--off") { Description = "停用,设置留着" };
        return Act("set", "设置市级统一登录并启用", [name, issuer, client, secret, algorithms, counts, off], async (acting, parse, ct) =>
        {
            var kept = parse.GetValue(secret) is { } file ? (await File.ReadAllTextAsync(file, ct)).Trim() : null;
            var wanted = new UpstreamBody(
                parse.GetRequiredValue(name), parse.GetRequiredValue(issuer), parse.GetRequiredValue(client), kept, parse.GetValue(algorithms) ?? [], parse.GetValue(counts), !parse.GetValue(off));
            return ClientCommands.Changed(wanted.Issuer, await acting.All.SetAsync(acting.Context("identity.upstream.settings"), wanted, ct));
        });
    }

    private static Command BuildRemove() => Act("remove", "移除设置和密钥;人员对应留着", [], async (acting, _, ct) =>
        ClientCommands.Changed("市级统一登录", await acting.All.RemoveAsync(acting.Context("identity.upstream.remove"), ct)));

    private static Command BuildTest() => Act("test", "试连:发现文档、签发者、公钥;不通以 1 结束", [], async (acting, _, ct) =>
    {
        var (view, found) = (await acting.All.ReadAsync(ct), await acting.All.TryAsync(ct));
        if (view.Error is not null || view.Value.Settings is null)
        {
            return Answer.Refused(view.Error ?? found.Error!, ExitCode.Failed);
        }

        var document = new
        {
            reachable = found.IsSuccess,
            issuer = view.Value.Settings.Issuer,
            authorize = found.IsSuccess ? found.Value.Authorize : null,
            token = found.IsSuccess ? found.Value.Token : null,
            keys = found.IsSuccess ? found.Value.Keys : [],
            error = found.Error is { } away ? ErrorPlace.Of(away) : null,
        };
        return new Answer(found.IsSuccess ? ExitCode.Done : ExitCode.Found, document, console => Show(console, found));
    });

    private static Command Act(string verb, string description, IReadOnlyList<Symbol> symbols, Func<CityActing, ParseResult, CancellationToken, Task<Answer>> act)
    {
        var (home, person) = (NodeOptions.Home(), new ActingPerson());
        return Verb.Create(verb, description, [.. symbols, home, .. person.Options], async (parse, ct) =>
        {
            await using var node = await NodeSession.OpenAsync(parse.GetRequiredValue(home), ct);
            var caller = await person.FindAsync(node, parse, Needed, ct);
            return await act(new CityActing(node.Get<IUpstreamAdministration>(), caller), parse, ct);
        });
    }

    private static void Show(IAnsiConsole console, UpstreamView view)
    {
        console.WriteLine(view.Settings is { } s ? $"{s.Name}:{s.Issuer}({(s.Enabled ? "启用" : "停用")}),client_id {s.ClientId},算法 {string.Join(' ', s.Algorithms)}" : "没有设置市级统一登录。");
        console.WriteLine($"在市里登记的回调地址:{view.ReturnAddress ?? "还没有设定平台对外地址"}");
        console.WriteLine($"允许连的主机:{(view.Hosts.Count == 0 ? "没有(node.json 的 upstreamHosts)" : string.Join(' ', view.Hosts))}");
        var table = new Table().AddColumns("登录名", "姓名", "市级身份标识", "依据", "状态");
        foreach (var line in view.Bindings)
        {
            table.AddRow(line.Account, Markup.Escape(line.Name), Markup.Escape(line.Subject), Markup.Escape(line.Reason), line.Intact ? "有效" : "✗ 被改动");
        }

        console.Write(table);
    }

    private static void Show(IAnsiConsole console, Result<UpstreamFound> found)
    {
        if (found.Error is { } away)
        {
            console.WriteLine("✗ " + away.Text);
            return;
        }

        console.WriteLine($"✓ {found.Value.Issuer}:发现文档、签发者相符,公钥 {found.Value.Keys.Count} 个。");
        foreach (var key in found.Value.Keys)
        {
            console.WriteLine($"  {key.Kind} {key.Bits} 位  {key.Name ?? "没有名称"}");
        }
    }
}

/// <summary>The security administrator at work on the city's login.</summary>
internal sealed record CityActing(IUpstreamAdministration All, Caller Caller)
{
    public CommandContext Context(string kind) => new(Caller.Actor, Caller.Scope, kind) { ObjectType = "upstream", ObjectId = "1" };
}
