using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Guotu.Testing.Node;

/// <summary>Runs the built <c>guotu</c> as administrators do: as a process.</summary>
public static class GuotuProgram
{
    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        ? "Release"
        : "Debug";

    /// <summary>A program to run in place of the one built here, such as a packed one (<c>GUOTU_TEST_PROGRAM</c>); null for none.</summary>
    private static readonly string? Other = Environment.GetEnvironmentVariable("GUOTU_TEST_PROGRAM") is { Length: > 0 } named ? named : null;

    /// <summary>The assembly that the build made in this checkout.</summary>
    public static string Assembly { get; } = Path.Combine(TestData.Checkout, "src", "Hosts", "Guotu.Cli", "bin", Configuration, "net8.0", "guotu.dll");

    /// <summary>The .NET that the program runs on: <c>GUOTU_TEST_RUNTIME</c> with another program, otherwise that of the tests.</summary>
    public static string Runtime => Other is null
        ? Environment.Version.ToString()
        : Environment.GetEnvironmentVariable("GUOTU_TEST_RUNTIME") ?? throw new InvalidOperationException("GUOTU_TEST_PROGRAM needs GUOTU_TEST_RUNTIME beside it");

    /// <summary>Runs to the end and answers exit code, standard output and standard error.</summary>
    public static async Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? input = null)
    {
        using var process = Start(arguments, environment ?? new Dictionary<string, string>());
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ProgramRun(process.ExitCode, await output, await errors);
    }

    internal static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Other ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        if (Other is null)
        {
            start.ArgumentList.Add(Assembly);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}

/// <summary>A finished run.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON document of standard output.</summary>
    public JsonElement Json()
    {
        using var document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }
}
