using System.CommandLine;
using Guotu.Cli.Output;
using Guotu.Database.Dialects;
using Guotu.Database.Schema;

namespace Guotu.Cli.Databases;

/// <summary><c>guotu db script</c>: the scripts as a database administrator's own client runs them; needs no node.</summary>
internal static class ScriptCommand
{
    private static readonly Option<string> Provider = MakeProvider();

    public static Command Build() => Verb.Create("script", "输出建库脚本,供数据库管理员核对或执行", [Provider], RunAsync);

    private static Task<Answer> RunAsync(ParseResult parse, CancellationToken ct)
    {
        SqlDialect dialect = parse.GetRequiredValue(Provider) switch
        {
            "dm" => new DamengDialect(),
            "postgresql" => new PostgresDialect(),
            _ => new SqliteDialect(),
        };
        var scripts = NeutralScript.All
            .Select(s => new RenderedScript($"{s.Number:D4}_{s.Name}.sql", s.Module, ScriptRenderer.RenderFile(s, dialect)))
            .ToList();
        return Task.FromResult(Answer.Done(
            new { provider = dialect.Name, scripts },
            console => scripts.ForEach(s => console.Profile.Out.Writer.WriteLine(s.Text))));
    }

    private static Option<string> MakeProvider()
    {
        var option = new Option<string>("--provider") { Description = "数据库:sqlite、postgresql 或 dm", Required = true };
        option.AcceptOnlyFromAmong(DatabaseOnLine.Providers);
        return option;
    }

    private sealed record RenderedScript(string Name, string Module, string Text);
}
