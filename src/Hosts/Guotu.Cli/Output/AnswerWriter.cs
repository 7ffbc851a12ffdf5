using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guotu.Kernel.Results;
using Spectre.Console;

namespace Guotu.Cli.Output;

/// <summary>Writes an answer: exactly one document, or tables, on standard output; messages on standard error.</summary>
internal static class AnswerWriter
{
    private const int WidthOffTerminal = 160;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static void Write(Answer answer, OutputForm form)
    {
        if (answer.Error is { } error)
        {
            Explain(error, Console.Error);
        }

        if (form == OutputForm.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer.Document, Json));
        }
        else
        {
            answer.Show(StandardOutput());
        }
    }

    /// <summary>Code and text, the place, the way out; then what else was found in the same pass.</summary>
    private static void Explain(Error error, TextWriter to)
    {
        foreach (var each in error.Others.Prepend(error))
        {
            to.WriteLine($"{each.Code} {each.Text}{Place(each)}");
        }

        to.WriteLine($"  → {error.WayOut}");
    }

    private static string Place(Error error) => (error.Line, error.Ring) switch
    {
        ({ } line, { } ring) => $"(第 {line} 行,第 {ring} 圈)",
        ({ } line, null) => $"(第 {line} 行)",
        (null, { } ring) => $"(第 {ring} 圈)",
        _ => string.Empty,
    };

    private static IAnsiConsole StandardOutput()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOffTerminal;
        }

        return console;
    }
}

/// <summary>For whom the answer is.</summary>
internal enum OutputForm
{
    Person,
    Json,
}
