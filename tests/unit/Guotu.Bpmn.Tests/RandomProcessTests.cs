using FsCheck;
using FsCheck.Fluent;
using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;
using Guotu.Bpmn.Expressions;

namespace Guotu.Bpmn.Tests;

/// <summary>Structured processes drawn by chance, worked on by people who do what they like.</summary>
public sealed class RandomProcessTests
{
    private static readonly Dictionary<string, FlowValue> Sections = new() { ["sections"] = FlowValue.Of(["甲", "乙"]) };

    [Fact]
    public void Every_structured_process_is_accepted_and_reaches_its_end() => Check(200, seed =>
    {
        var state = ProcessEngine.Start(Sketch.Of(seed), Sections).Value.State;
        return Finish(Sketch.Of(seed), state).Status == InstanceStatus.Completed;
    });

    [Fact]
    public void Whatever_people_do_no_token_is_lost_and_the_case_can_still_be_finished() => Check(200, seed =>
    {
        var definition = Sketch.Of(seed);
        var chance = new Random(seed);
        var state = ProcessEngine.Start(definition, Sections).Value.State;
        for (var i = 0; i < 60 && !state.HasEnded; i++)
        {
            var result = ProcessEngine.Apply(definition, state, Anything(definition, state, chance));
            state = result.IsSuccess ? result.Value.State : state;
            Assert.Null(WhatIsBroken(state));
        }

        return Finish(definition, state).HasEnded;
    });

    [Fact]
    public void The_same_commands_give_the_same_state_and_events() => Check(60, seed =>
    {
        var (first, second) = (Run(seed), Run(seed));
        return first == second;
    });

    private static string Run(int seed)
    {
        var definition = Sketch.Of(seed);
        var chance = new Random(seed);
        var transition = ProcessEngine.Start(definition, Sections).Value;
        var events = string.Concat(transition.Events);
        for (var i = 0; i < 30 && !transition.State.HasEnded; i++)
        {
            var result = ProcessEngine.Apply(definition, StateJson.Read(StateJson.Write(transition.State)), Anything(definition, transition.State, chance));
            transition = result.IsSuccess ? result.Value : transition;
            events += string.Concat(transition.Events);
        }

        return StateJson.Write(transition.State) + events;
    }

    private static void Check(int times, Func<int, bool> holds) =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    /// <summary>Every token rests on something that waits, every open task has its token, and every fork still has its branches.</summary>
    private static string? WhatIsBroken(ProcessInstanceState state)
    {
        if (state.HasEnded)
        {
            return state.Tokens.Count + state.OpenTasks.Count() + state.Steps.Count + state.Timers.Count == 0 ? null : "something outlives the end";
        }

        var tokens = state.Tokens.Select(t => t.Number).ToHashSet();
        var waitedFor = state.OpenTasks.Select(t => t.Token).Concat(state.Steps.Select(s => s.Token)).ToHashSet();
        return true switch
        {
            _ when tokens.Count != state.Tokens.Count => "two tokens of one number",
            _ when state.Tokens.Count == 0 || waitedFor.Count == 0 => "nothing can happen any more",
            _ when !waitedFor.IsSubsetOf(tokens) => "work without a token",
            _ when state.Tokens.Any(t => !waitedFor.Contains(t.Number) && !t.Node.StartsWith('j')) => "a token that nothing moves",
            _ when state.Forks.Any(f => Branches(state, f.Number) != f.Width) => "a branch is lost or doubled",
            _ when state.Tokens.SelectMany(t => t.Branches).Any(b => state.Forks.All(f => f.Number != b.Fork)) => "a branch without its fork",
            _ => null,
        };
    }

    private static int Branches(ProcessInstanceState state, int fork) =>
        state.Tokens.SelectMany(t => t.Branches).Where(b => b.Fork == fork).Select(b => b.Flow).Distinct().Count();

    private static ProcessInstanceState Finish(ProcessDefinition definition, ProcessInstanceState state)
    {
        for (var i = 0; i < 2000 && !state.HasEnded; i++)
        {
            FlowCommand next = true switch
            {
                _ when state.Status == InstanceStatus.Suspended => new ResumeProcess(),
                _ when state.Steps.Count > 0 => new CompleteStep(state.Steps[0].Number),
                _ => new CompleteTask(state.OpenTasks.First().Number, definition.UserTask(state.OpenTasks.First().Node).Rules.Outcomes[0].Key),
            };
            state = ProcessEngine.Apply(definition, state, next).Value.State;
        }

        return state;
    }

    private static FlowCommand Anything(ProcessDefinition definition, ProcessInstanceState state, Random chance)
    {
        var task = Pick(state.OpenTasks.ToList(), chance);
        var done = Pick(state.Tasks.Where(t => t.State == TaskState.Completed).ToList(), chance);
        var step = Pick(state.Steps, chance);
        return chance.Next(12) switch
        {
            0 when task is not null => new OpenTask(task.Number),
            1 or 2 when task is not null => new ReturnTask(task.Number, "return", "看不清"),
            3 when task is not null => new ReturnTask(task.Number, "returnToApplicant", "缺材料"),
            4 or 5 when done is not null => new WithdrawTask(done.Number),
            6 => state.Status == InstanceStatus.Suspended ? new ResumeProcess() : new SuspendProcess("等"),
            7 when task is not null => new TransferTask(task.Number, chance.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture), "忙"),
            8 or 9 when step is not null => new CompleteStep(step.Number),
            _ when task is not null => new CompleteTask(task.Number, Pick(definition.UserTask(task.Node).Rules.Outcomes, chance)!.Key),
            _ => step is not null ? new CompleteStep(step.Number) : new ResumeProcess(),
        };
    }

    private static T? Pick<T>(IReadOnlyList<T> list, Random chance)
        where T : class => list.Count == 0 ? null : list[chance.Next(list.Count)];
}
