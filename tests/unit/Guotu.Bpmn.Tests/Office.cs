using Guotu.Bpmn.Definition;
using Guotu.Bpmn.Engine;
using Guotu.Bpmn.Expressions;
using Guotu.Kernel.Results;

namespace Guotu.Bpmn.Tests;

/// <summary>A running process as the office sees it; every state goes through its document and back.</summary>
internal sealed class Office
{
    public Office(ProcessDefinition definition, IReadOnlyDictionary<string, FlowValue>? variables = null)
    {
        Definition = definition;
        Take(ProcessEngine.Start(definition, variables).Value);
    }

    public ProcessDefinition Definition { get; }

    public ProcessInstanceState State { get; private set; } = null!;

    public List<FlowEvent> Events { get; } = [];

    public IReadOnlyList<FlowEvent> Last { get; private set; } = [];

    /// <summary>Nodes with open tasks and steps, in order of their numbers.</summary>
    public string Waiting => string.Join(" ", State.OpenTasks.Select(t => (t.Number, t.Node)).Concat(State.Steps.Select(s => (s.Number, s.Node))).OrderBy(w => w.Number).Select(w => w.Node));

    public TaskItem Open(string node, string? member = null) => State.OpenTasks.First(t => t.Node == node && (member is null || t.Member == member));

    public int Done(string node) => State.Tasks.Last(t => t.Node == node && t.State == TaskState.Completed).Number;

    public Office Complete(string node, string outcome = "pass", string? member = null) => Do(new CompleteTask(Open(node, member).Number, outcome));

    public Office Return(string node, string key = "return", string? member = null) => Do(new ReturnTask(Open(node, member).Number, key, "面积与红线不符"));

    public Office Report(string step) => Do(new CompleteStep(State.Steps.First(s => s.Node == step).Number));

    public Office Do(FlowCommand command)
    {
        var result = ProcessEngine.Apply(Definition, State, command);
        Assert.True(result.IsSuccess, $"{command}: {result.Error}");
        Take(result.Value);
        return this;
    }

    public ErrorCode Refusal(FlowCommand command)
    {
        var before = StateJson.Write(State);
        var result = ProcessEngine.Apply(Definition, State, command);
        Assert.False(result.IsSuccess, $"{command} was accepted");
        Assert.NotEmpty(result.Error!.Text);
        Assert.NotEmpty(result.Error.WayOut);
        Assert.Equal(before, StateJson.Write(State));
        return result.Error.Code;
    }

    private void Take(Transition transition)
    {
        var json = StateJson.Write(transition.State);
        State = StateJson.Read(json);
        Assert.Equal(json, StateJson.Write(State));
        Last = transition.Events;
        Events.AddRange(transition.Events);
    }
}
