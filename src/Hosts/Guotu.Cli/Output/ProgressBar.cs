using Spectre.Console;

namespace Guotu.Cli.Output;

/// <summary>A progress bar on standard error, where that is a terminal; elsewhere nothing is shown.</summary>
internal static class ProgressBar
{
    public static async Task<T> RunAsync<T>(string title, int steps, Func<IProgress<string>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(new NoProgress());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().StartAsync(async context =>
        {
            var task = context.AddTask(title, maxValue: steps);
            return await work(new TaskProgress(task, title));
        });
    }

    private sealed class TaskProgress(ProgressTask task, string title) : IProgress<string>
    {
        public void Report(string value)
        {
            task.Description = Markup.Escape($"{title} {value}");
            task.Increment(1);
        }
    }

    private sealed class NoProgress : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
