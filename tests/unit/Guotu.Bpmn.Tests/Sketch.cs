using Guotu.Bpmn.Definition;

namespace Guotu.Bpmn.Tests;

/// <summary>Draws a structured process from a seed: sequences, choices, loops, parallel blocks, countersigns and steps.</summary>
internal sealed class Sketch
{
    private static readonly string[] Rules = ["outcome key='pass'", "outcome key='again'", "return key='return' to='previous'", "return key='returnToApplicant' to='applicant'"];
    private readonly Random _chance;
    private readonly Draft _draft = Draft.Process();
    private int _number;

    private Sketch(int seed) => _chance = new Random(seed);

    public static ProcessDefinition Of(int seed)
    {
        var sketch = new Sketch(seed);
        var (first, last) = sketch.Part(3);
        sketch._draft.Start().End()
            .Task("intake", "outcome key='pass'", "outcome key='fix'").Exclusive("g0", "g0d").Task("fix", "outcome key='pass'", "applicant resumeOn='pass'")
            .Chain("start intake g0").Flow("g0d", "g0", first).Flow("g0c", "g0", "fix", "intake.outcome == 'fix'").Chain("fix intake").Chain($"{last} end");
        return sketch._draft.Definition;
    }

    private (string First, string Last) Part(int depth) => (depth == 0 ? _chance.Next(3) : _chance.Next(8)) switch
    {
        0 or 1 => Task(),
        2 => One("c", id => _draft.Countersign(id, "<multiInstanceLoopCharacteristics g:collection='sections'/>", "return key='return' to='previous'")),
        3 => One("x", id => _draft.Step(id)),
        4 => Parallel(depth),
        5 => Choice(depth),
        6 => Loop(depth),
        _ => Sequence(depth),
    };

    private (string First, string Last) Task() => One("t", id => _draft.Task(id, Rules));

    private (string First, string Last) One(string prefix, Action<string> draw)
    {
        var id = Next(prefix);
        draw(id);
        return (id, id);
    }

    private (string First, string Last) Sequence(int depth)
    {
        var (a, b) = (Part(depth - 1), Part(depth - 1));
        Connect(a.Last, b.First);
        return (a.First, b.Last);
    }

    private (string First, string Last) Parallel(int depth)
    {
        var (split, join) = (Next("s"), Next("j"));
        _draft.Parallel(split, join);
        for (var i = 0; i < 2 + _chance.Next(2); i++)
        {
            var part = Part(depth - 1);
            Connect(split, part.First);
            Connect(part.Last, join);
        }

        return (split, join);
    }

    private (string First, string Last) Choice(int depth)
    {
        var (task, gateway, merge, byDefault) = (Task().First, Next("g"), Next("m"), Next("f"));
        var (a, b) = (Part(depth - 1), Part(depth - 1));
        _draft.Exclusive(gateway, byDefault).Exclusive(merge).Flow(byDefault, gateway, a.First).Flow(Next("f"), gateway, b.First, $"{task}.outcome == 'again'");
        Connect(task, gateway);
        Connect(a.Last, merge);
        Connect(b.Last, merge);
        return (task, merge);
    }

    private (string First, string Last) Loop(int depth)
    {
        var (merge, gateway, exit, byDefault) = (Next("m"), Next("g"), Next("m"), Next("f"));
        var part = Part(depth - 1);
        var task = Task().First;
        _draft.Exclusive(merge).Exclusive(gateway, byDefault).Exclusive(exit).Flow(byDefault, gateway, exit).Flow(Next("f"), gateway, merge, $"{task}.outcome == 'again'");
        Connect(merge, part.First);
        Connect(part.Last, task);
        Connect(task, gateway);
        return (merge, exit);
    }

    private void Connect(string from, string to) => _draft.Flow(Next("f"), from, to);

    private string Next(string prefix) => $"{prefix}{++_number}";
}
