using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Guotu.Cli.Tests;

/// <summary>The built <c>guotu</c>, run as an administrator runs it.</summary>
internal static class GuotuProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public static Task<GuotuRun> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static Task<GuotuRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunAsync(environment, [], arguments);

    /// <summary>With lines of standard input, as a script gives passwords.</summary>
    public static async Task<GuotuRun> RunAsync(IReadOnlyDictionary<string, string> environment, string[] lines, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "guotu.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("GUOTU_HOME");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        foreach (var line in lines)
        {
            await process.StandardInput.WriteLineAsync(line);
        }

        process.StandardInput.Close();
        using var stop = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(stop.Token);
        var messages = process.StandardError.ReadToEndAsync(stop.Token);
        await process.WaitForExitAsync(stop.Token);
        return new GuotuRun(process.ExitCode, await output, await messages);
    }
}

/// <summary>What a run left.</summary>
internal sealed record GuotuRun(int ExitCode, string Output, string Messages)
{
    /// <summary>The whole of standard output as one JSON document; anything before or behind it fails.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    public void MustEndWith(int exitCode) => Assert.True(ExitCode == exitCode, $"exit {ExitCode}, not {exitCode}\n{Output}\n{Messages}");
}
