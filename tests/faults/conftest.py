"""The cities and counters of these tests."""

from tests.support import cities, sticks

another = cities.another
any_city = cities.any_city
bystander = cities.bystander
city = cities.city
counter = cities.counter
database = cities.database
end_of_cities = cities.end_of_cities
machine = cities.machine
make = sticks.make
odd_city = cities.odd_city
outlet = cities.outlet
proxy = cities.proxy
serve = cities.serve
